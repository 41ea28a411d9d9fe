import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ItemOrder } from '#realtime/history/item-order.ts';

/** Places and shows items as a server tells them, each after the one before. */
function tell(order: ItemOrder, items: readonly (readonly [string, string | null | undefined])[]): void {
  for (const [itemId, previousItemId] of items) {
    order.place(itemId, previousItemId);
    order.show(itemId);
  }
}

describe('ItemOrder', () => {
  it('HI-2: null is the front, an id is behind it, absent and unknown are the end', () => {
    const order = new ItemOrder();
    tell(order, [
      ['a', null],
      ['b', 'a'],
      ['front', null],
      ['between', 'a'],
      ['absent', undefined],
      ['orphan', 'never seen'],
    ]);
    expect(order.list()).toEqual(['front', 'a', 'between', 'b', 'absent', 'orphan']);
    expect(order.visibleBefore('front')).toBeNull();
    expect(order.visibleBefore('b')).toBe('between');
    expect(order.visibleBefore('orphan')).toBe('absent');
  });

  it('HI-2: an item that came before the one it follows moves with everything behind it', () => {
    const order = new ItemOrder();
    tell(order, [
      ['a', null],
      ['d', 'c'],
      ['e', 'd'],
      ['b', 'a'],
    ]);
    expect(order.list()).toEqual(['a', 'b', 'd', 'e']);
    expect(order.place('c', 'a')).toEqual(['d', 'e']);
    order.show('c');
    expect(order.list()).toEqual(['a', 'c', 'd', 'e', 'b']);
  });

  it('keeps the place of a deleted item for those that follow it', () => {
    const order = new ItemOrder();
    tell(order, [
      ['a', null],
      ['b', 'a'],
    ]);
    expect(order.remove('a')).toBe(true);
    expect(order.remove('a')).toBe(false);
    tell(order, [['c', 'a']]);
    expect(order.list()).toEqual(['c', 'b']);
    expect(order.show('a')).toBe(false);
  });

  it('survives a server that names a circle', () => {
    const order = new ItemOrder();
    tell(order, [
      ['a', 'a'],
      ['b', 'c'],
      ['c', 'b'],
    ]);
    expect(order.list().toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('HI-2: any order of arrival, with repetitions, ends in the order of the server', () => {
    fc.assert(
      fc.property(fc.nat({ max: 30 }), fc.infiniteStream(fc.nat()), (length, random) => {
        const ids = Array.from({ length }, (_, index) => `item_${index}`);
        const told = ids.map((id, index) => [id, ids[index - 1] ?? null] as const);
        const shuffled = told
          .flatMap((entry) => (random.next().value % 3 === 0 ? [entry, entry] : [entry]))
          .map((entry) => [random.next().value, entry] as const)
          .sort(([a], [b]) => a - b)
          .map(([, entry]) => entry);
        const order = new ItemOrder();
        tell(order, shuffled);
        expect(order.list()).toEqual(ids);
        ids.forEach((id, index) => {
          expect(order.visibleBefore(id)).toBe(ids[index - 1] ?? null);
        });
      }),
    );
  });
});

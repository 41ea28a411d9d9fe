import { isDeepStrictEqual } from 'node:util';
import { HarkError } from '#shared/base/errors.ts';
import type { NewItem } from '../model/model-inputs.ts';
import type { RealtimeItem, RealtimeMcpCallItem } from './items.ts';
import { toNewItems } from './new-items.ts';

export type HistoryEdit =
  | { readonly type: 'delete'; readonly itemId: string }
  /** `previousItemId` null is the front. */
  | { readonly type: 'create'; readonly item: NewItem; readonly previousItemId: string | null };

/**
 * The steps that turn the server's conversation into `wanted`: what is gone, changed or moved is deleted first, then what
 * is missing is created in its place, under new ids. Throws `invalid_input` for items only a server can make.
 */
export function planHistoryEdit(
  current: readonly RealtimeItem[],
  wanted: readonly RealtimeItem[],
  newItemId: () => string,
): readonly HistoryEdit[] {
  const kept = keptItems(current, wanted);
  const deletes = current.filter((item) => !kept.has(item.itemId));
  const creates: HistoryEdit[] = [];
  let previousItemId: string | null = null;
  for (const item of wanted) {
    if (kept.has(item.itemId)) {
      previousItemId = item.itemId;
      continue;
    }
    if (item.type === 'mcp_call') refuseServerItem(item);
    for (const made of toNewItems(item, newItemId(), newItemId)) {
      creates.push({ type: 'create', item: made, previousItemId });
      previousItemId = made.itemId;
    }
  }
  return [...deletes.map(({ itemId }) => ({ type: 'delete', itemId }) as const), ...creates];
}

/**
 * The steps that put a saved conversation in front of whatever was said since, under new ids. What was said aloud comes
 * back as text, answers only as far as they were heard. Left out are items without words, calls that never got an output
 * (a model would wait for it), and calls that a server ran (only a server can make them).
 */
export function planRestore(items: readonly RealtimeItem[], newItemId: () => string): readonly HistoryEdit[] {
  return planHistoryEdit([], items.filter(isRestorable), newItemId);
}

function isRestorable(item: RealtimeItem): boolean {
  return item.type === 'message' || (item.type === 'function_call' && item.output !== null);
}

/** Ids of items that stay as they are, in the order they have. */
function keptItems(current: readonly RealtimeItem[], wanted: readonly RealtimeItem[]): ReadonlySet<string> {
  const places = new Map(current.map((item, index) => [item.itemId, index]));
  const kept = new Set<string>();
  let last = -1;
  for (const item of wanted) {
    const place = places.get(item.itemId) ?? -1;
    if (place <= last || !isDeepStrictEqual(current[place], item)) continue;
    kept.add(item.itemId);
    last = place;
  }
  return kept;
}

function refuseServerItem({ name }: RealtimeMcpCallItem): never {
  const message = `The call of ${name} was run by the server and cannot be added.`;
  throw new HarkError('invalid_input', message, { field: 'items' });
}

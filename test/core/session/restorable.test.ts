import { expect, it } from 'vitest';
import { toRestore } from '#core/session/restorable.ts';
import type { RealtimeItem } from '#realtime/index.ts';

const message = (itemId: string, imageUrl: string): RealtimeItem => ({
  type: 'message',
  itemId,
  role: 'user',
  status: 'completed',
  content: [
    { type: 'input_text', text: `About ${itemId}` },
    { type: 'input_image', imageUrl },
  ],
});

it('the newest pictures of a conversation are handed on, of the older ones that there was one', () => {
  const items = Array.from({ length: 10 }, (_, index) => message(`i${index}`, `data:${index}`));
  const told = toRestore(items).map((item) => (item.type === 'message' ? item.content.at(-1) : undefined));
  expect(told.slice(0, 2)).toEqual(Array(2).fill({ type: 'input_text', text: '[picture]' }));
  expect(told.slice(2)).toEqual(
    Array.from({ length: 8 }, (_, index) => ({ type: 'input_image', imageUrl: `data:${index + 2}` })),
  );
});

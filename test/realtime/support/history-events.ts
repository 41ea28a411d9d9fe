import type { HistoryEvent } from '#realtime/history/history.ts';
import type { RealtimeItem, RealtimeMessageItem } from '#realtime/index.ts';

export const message = (
  fields: Partial<RealtimeMessageItem> & { readonly itemId: string },
): RealtimeMessageItem => ({
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [],
  ...fields,
});
export const item = (made: RealtimeItem, previousItemId?: string | null): HistoryEvent => ({
  type: 'item',
  item: made,
  ...(previousItemId === undefined ? {} : { previousItemId }),
});
export const at = (itemId: string) => ({ itemId, contentIndex: 0 });
export const said = (itemId: string, delta: string): HistoryEvent => ({
  type: 'output_delta',
  responseId: 'resp_1',
  source: 'speech',
  ...at(itemId),
  delta,
});

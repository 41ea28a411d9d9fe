import { emitPatches, type SessionEnvironment, type SessionOwners } from '../session/session-owners.ts';
import type { HistoryEdit } from './history-edit.ts';

/** Has the server's conversation changed. Without a server only the mirror changes; the next one is told the outcome. */
export function editHistory<TContext>(
  env: SessionEnvironment<TContext>,
  { history, unconfirmed }: SessionOwners<TContext>,
  edits: readonly HistoryEdit[],
): void {
  for (const edit of edits) {
    const requestId = env.ids.next('event');
    if (edit.type === 'create') unconfirmed.create({ ...edit, type: 'create_item', requestId });
    else if (!env.model.send({ type: 'delete_item', requestId, itemId: edit.itemId })) {
      emitPatches(env, history.apply({ type: 'item_deleted', itemId: edit.itemId }));
    }
  }
}

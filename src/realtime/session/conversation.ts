import type { History } from '../history/history.ts';
import type { HistoryEdit } from '../history/history-edit.ts';
import type { HistoryPatch } from '../history/items.ts';
import type { SessionEnvironment, SessionOwners } from './session-owners.ts';

/** Has the server's conversation changed. */
export function editHistory<TContext>(
  env: SessionEnvironment<TContext>,
  { history, unconfirmed }: SessionOwners<TContext>,
  edits: readonly HistoryEdit[],
): void {
  for (const edit of edits) {
    if (edit.type === 'delete') deleteItem(env, history, edit.itemId);
    else unconfirmed.create({ ...edit, type: 'create_item', requestId: env.ids.next('event') });
  }
}

/** Without a server, which would say that the item is gone, only the mirror changes; the next one is told the outcome. */
export function deleteItem<TContext>(
  env: SessionEnvironment<TContext>,
  history: History,
  itemId: string,
): void {
  const isSent = env.model.send({ type: 'delete_item', requestId: env.ids.next('event'), itemId });
  if (!isSent) emitPatches(env, history.apply({ type: 'item_deleted', itemId }));
}

/** Puts messages of ours at the end of the conversation. */
export function createMessageSender<TContext>(
  env: SessionEnvironment<TContext>,
  { unconfirmed }: Pick<SessionOwners<TContext>, 'unconfirmed'>,
): SessionOwners<TContext>['createMessage'] {
  return (role, content) => {
    const itemId = env.ids.next('item');
    unconfirmed.create({
      type: 'create_item',
      requestId: env.ids.next('event'),
      item: { type: 'message', itemId, role, content },
    });
    return itemId;
  };
}

/** Announces what changed in the history. */
export function emitPatches<TContext>(
  env: SessionEnvironment<TContext>,
  patches: readonly HistoryPatch[],
): void {
  if (patches.length === 0) return;
  for (const patch of patches) {
    if (patch.type === 'add') env.emit({ type: 'history_added', item: patch.item });
  }
  env.emit({ type: 'history_updated', patches });
}

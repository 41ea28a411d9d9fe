import type { ErrorData } from '#shared/base/errors.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { ConversationPage, EntryPage, ExportFormat } from '#shared/bridge/conversations.ts';
import type { Reply } from '#shared/bridge/requests.ts';

/** What a person can do with kept conversations. None rejects; those that change something answer with the refusal. */
export type HistoryActions = {
  /** `after` is `next` of the page before. */
  list(search: string, after: string | undefined): Promise<Reply<ConversationPage>>;
  read(id: string, after: string | undefined): Promise<Reply<EntryPage>>;
  /** Answers with where the file is. */
  export(id: string, format: ExportFormat): Promise<Reply<{ readonly path: string }>>;
  rename(id: string, title: string): Promise<ErrorData | undefined>;
  remove(id: string): Promise<ErrorData | undefined>;
  removeAll(): Promise<ErrorData | undefined>;
  resume(id: string): Promise<ErrorData | undefined>;
};

export function createHistoryActions({ request }: Pick<Bridge, 'request'>): HistoryActions {
  const refusal = async (reply: Promise<Reply<unknown>>): Promise<ErrorData | undefined> => {
    const answered = await reply;
    return answered.ok ? undefined : answered.error;
  };
  return {
    list: (search, after) => request('history.list', { search, after }),
    read: (id, after) => request('history.read', { id, after }),
    export: (id, format) => request('history.export', { id, format }),
    rename: (id, title) => refusal(request('history.rename', { id, title })),
    remove: (id) => refusal(request('history.remove', { id })),
    removeAll: () => refusal(request('history.remove_all', {})),
    resume: (id) => refusal(request('history.resume', { id })),
  };
}

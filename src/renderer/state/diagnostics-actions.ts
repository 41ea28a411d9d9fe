import type { Bridge } from '#shared/bridge/bridge.ts';
import type { DiagnosticsReport } from '#shared/bridge/diagnostics.ts';
import type { LogEntry } from '#shared/bridge/log.ts';
import type { Reply } from '#shared/bridge/requests.ts';

/** What a person can ask about how Hark runs. None rejects. */
export type DiagnosticsActions = {
  read(): Promise<Reply<DiagnosticsReport>>;
  readLog(): Promise<Reply<{ readonly entries: readonly LogEntry[] }>>;
  /** Answers with where the report is. */
  export(transcript: boolean): Promise<Reply<{ readonly path: string }>>;
};

export function createDiagnosticsActions({ request }: Pick<Bridge, 'request'>): DiagnosticsActions {
  return {
    read: () => request('diagnostics.read', {}),
    readLog: () => request('log.read', {}),
    export: (transcript) => request('diagnostics.export', { transcript }),
  };
}

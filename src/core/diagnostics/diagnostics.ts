import { release } from 'node:os';
import type { DiagnosticsReport } from '#shared/bridge/diagnostics.ts';
import type { LogEntry } from '#shared/bridge/log.ts';
import type { Assistant } from '../assistant/assistant.ts';
import type { AppStore } from '../bridge/app-store.ts';
import { logFolder } from '../logging/host-log.ts';
import { readLog } from '../logging/read-log.ts';
import type { Ports } from '../ports.ts';
import { writeExport } from '../storage/export-file.ts';
import { type Check, checkBasics } from './checks.ts';
import { checkShortcuts, checkTalkKey } from './hotkey-checks.ts';
import { packReport, reportName } from './pack-report.ts';

/** What is known of the running app when something goes wrong. */
export type Diagnostics = {
  read(): DiagnosticsReport;
  /** The newest lines of the log, oldest first. */
  log(): Promise<readonly LogEntry[]>;
  /** Writes a report into the person's downloads; answers with its path. Rejects with `device` when it cannot be written. */
  export(include: { readonly transcript: boolean }): Promise<string>;
};

export type DiagnosticsParts = {
  readonly ports: Ports;
  readonly store: AppStore;
  readonly assistant: Pick<Assistant, 'report'>;
};

/** So much of the log is shown, lines. */
const SHOWN_LINES = 500;

export function createDiagnostics({ ports, store, assistant }: DiagnosticsParts): Diagnostics {
  const { host, folders, clock } = ports;
  const read = (): DiagnosticsReport => ({
    host: {
      name: host.name,
      version: host.version,
      pid: process.pid,
      uptimeMs: Math.round(process.uptime() * 1000),
    },
    platform: describePlatform(),
    log: { folder: host.redact(logFolder(folders.data)), lostLines: host.lostLines },
    ...assistant.report(),
  });
  return {
    read,
    log: () => readLog(logFolder(folders.data), SHOWN_LINES),
    async export({ transcript }) {
      const report = read();
      const { actions } = store.snapshot.hotkeys;
      const zip = await packReport({
        host,
        logs: { [host.name]: folders.data },
        settings: store.snapshot.settings,
        checks: [
          ...(await checkBasics(ports)),
          engineCheck(report),
          ...checkTalkKey(actions.talk),
          ...checkShortcuts(actions),
        ],
        report,
        ...(transcript ? { transcript: store.snapshot.transcript } : {}),
      });
      return writeExport(folders.home, reportName(clock.wallTime()), zip);
    },
  };
}

function engineCheck({ engine }: DiagnosticsReport): Check {
  return { name: 'Engine', state: 'works', detail: engine.state };
}

function describePlatform(): DiagnosticsReport['platform'] {
  const { platform, arch, versions } = process;
  const { node, electron, chrome } = versions;
  return {
    system: `${platform} ${release()}`,
    arch,
    node,
    ...(electron === undefined ? {} : { electron }),
    ...(chrome === undefined ? {} : { chromium: chrome }),
  };
}

import { homedir } from 'node:os';
import type { Check } from '#core/diagnostics/checks.ts';
import { packReport } from '#core/diagnostics/pack-report.ts';
import type { Ports } from '#core/ports.ts';
import { salvageSettings } from '#shared/settings/salvage.ts';
import { desktopFolder } from '#web/platform/folders.ts';
import { runChecks } from '../checks.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printLine } from '../output.ts';
import { createTerminalPorts } from '../terminal-app.ts';
import { writeNewFile } from '../write-new-file.ts';

export type DoctorOptions = { readonly json?: boolean; readonly export?: string };

const MARKS: Readonly<Record<Check['state'], string>> = { works: '✓', missing: '–', broken: '✗' };

/** Tells what works here, and why the rest does not. The exit code is 3 when Hark cannot talk at all. */
export async function doctor({ json = false, export: file }: DoctorOptions): Promise<ExitCode> {
  const ports = await createTerminalPorts();
  const checks = await runChecks(ports);
  for (const check of checks) {
    printLine(json ? JSON.stringify(check) : `${MARKS[check.state]} ${check.name}: ${check.detail}`);
  }
  if (file !== undefined) {
    await exportReport(file, ports, checks);
    printLine(json ? JSON.stringify({ report: file }) : `The report is in ${file}`);
  }
  return checks.some((check) => check.state === 'broken') ? EXIT.noConnection : EXIT.done;
}

/** Packs the logs of all hosts. Rejects with `invalid_input` when the file is there already or cannot be written. */
async function exportReport(file: string, ports: Ports, checks: readonly Check[]): Promise<void> {
  const desktop = { platform: process.platform, home: homedir(), environment: process.env };
  const logs = { terminal: ports.folders.data, desktop: desktopFolder(desktop) };
  const { settings } = salvageSettings(loadSettings(ports));
  const zip = await packReport({ host: ports.host, logs, settings, checks });
  await writeNewFile(file, zip, { what: 'report', option: '--export' });
}

/** A file that cannot be read is no reason to have no report. */
function loadSettings({ settings }: Ports): unknown {
  try {
    return settings.load();
  } catch {
    return undefined;
  }
}

import { type Check, runChecks } from '../checks.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printLine } from '../output.ts';
import { createTerminalPorts } from '../terminal-app.ts';

export type DoctorOptions = { readonly json?: boolean };

const MARKS: Readonly<Record<Check['state'], string>> = { works: '✓', missing: '–', broken: '✗' };

/** Tells what works here, and why the rest does not. The exit code is 3 when Hark cannot talk at all. */
export async function doctor({ json = false }: DoctorOptions): Promise<ExitCode> {
  const checks = await runChecks(await createTerminalPorts());
  for (const check of checks) {
    printLine(json ? JSON.stringify(check) : `${MARKS[check.state]} ${check.name}: ${check.detail}`);
  }
  return checks.some((check) => check.state === 'broken') ? EXIT.noConnection : EXIT.done;
}

import { forkNode, launchEngine } from '#engine/launch.ts';
import { createClock } from '#shared/base/clock.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printLine } from '../output.ts';
import { untilSignal } from '../signals.ts';

export type EngineOptions = { readonly port?: number; readonly json?: boolean };

/** Serves the offline engine to other programs of this computer until a signal. */
export async function engine({ port = 0, json = false }: EngineOptions): Promise<ExitCode> {
  const handle = await launchEngine({ clock: createClock(globalThis), fork: forkNode, port });
  const { url, token } = handle;
  printLine(json ? JSON.stringify({ url, token }) : `The offline engine listens at ${url}\nToken: ${token}`);
  const crashed = new Promise<ExitCode>((resolve) => handle.onExit(() => resolve(EXIT.noConnection)));
  const ended = untilSignal().then((): ExitCode => EXIT.done);
  const code = await Promise.race([crashed, ended]);
  await handle.close();
  return code;
}

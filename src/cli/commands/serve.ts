import { fileURLToPath } from 'node:url';
import { createApp } from '#core/app.ts';
import { startControl } from '#core/control/control-server.ts';
import { readRendererFiles } from '#core/hosting/renderer-files.ts';
import { startWebHost } from '#web/host.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printLine } from '../output.ts';
import { untilSignal } from '../signals.ts';
import { createTerminalPorts } from '../terminal-app.ts';

export type ServeOptions = { readonly port?: number; readonly json?: boolean; readonly endpoint?: string };

const RENDERER = fileURLToPath(new URL('../../../out/renderer', import.meta.url));

/** Serves the app to browsers of this computer until a signal. */
export async function serve({ port = 0, json = false, endpoint }: ServeOptions): Promise<ExitCode> {
  const files = await readRendererFiles(RENDERER);
  const ports = await createTerminalPorts('web');
  const app = await createApp(ports, endpoint === undefined ? {} : { endpoint });
  try {
    const { clock, log } = ports;
    const host = await startWebHost({ bridge: app.bridge, files, port, clock, log });
    const control = await startControl({ app, folder: ports.folders.data, log });
    await app.start();
    printLine(json ? JSON.stringify({ url: host.url }) : `Hark is at ${host.url}`);
    await untilSignal();
    await control.close();
    await host.close();
    return EXIT.done;
  } finally {
    await app.close();
  }
}

import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { HarkError, toErrorData } from '#shared/base/errors.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { BridgeHandler } from '../bridge/bridge-handler.ts';
import { writePrivateJson } from '../hosting/private-file.ts';
import type { LogPort } from '../ports.ts';
import { CONTROL_FILE, type ControlReply, ControlRequestSchema } from './control-messages.ts';
import { runPtt } from './ptt.ts';

export type ControlParts = {
  readonly app: { readonly bridge: Pick<BridgeHandler, 'request'>; readonly state: AppSnapshot };
  /** The app's data folder: who can read the file there is the person, or the person's programs. */
  readonly folder: string;
  readonly log: LogPort;
};

export type Control = { close(): Promise<void> };

/** Nobody needs more at once; further connections are refused. */
const MAX_CONNECTIONS = 8;
/** A command is shorter than this, bytes. */
const MAX_LINE = 1024;
/** Whoever connects has something to say at once, ms. */
const IDLE_MS = 2_000;

/** Lets programs of this person tell the app when to listen, on a loopback port that a token guards. */
export async function startControl({ app, folder, log }: ControlParts): Promise<Control> {
  const token = randomBytes(32).toString('base64url');
  const answer = async (line: string): Promise<ControlReply> => {
    const request = ControlRequestSchema.safeParse(parseJson(line));
    if (!request.success || !isSame(request.data.token, token)) return REFUSED;
    const reply = await runPtt(app.bridge, request.data.ptt);
    const { assistant, hotkeys } = app.state;
    return reply.ok ? { ok: true, state: assistant.kind, hotkeys: hotkeys.actions } : reply;
  };
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    serve(socket, answer);
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.on('error', (error) => log.error('The control port failed', error));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const file = join(folder, CONTROL_FILE);
  await writePrivateJson(file, { port, token });
  return {
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await rm(file, { force: true });
    },
  };
}

/** Reads one line, answers it, and ends. */
function serve(socket: Socket, answer: (line: string) => Promise<ControlReply>): void {
  let text = '';
  socket.setEncoding('utf8');
  socket.setTimeout(IDLE_MS, () => socket.destroy());
  // A client that goes away has no more to hear.
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: string) => {
    text += chunk;
    const end = text.indexOf('\n');
    if (end === -1) {
      if (text.length > MAX_LINE) socket.destroy();
      return;
    }
    socket.removeAllListeners('data').pause();
    void answer(text.slice(0, end)).then((reply) => socket.end(`${JSON.stringify(reply)}\n`));
  });
}

const REFUSED: ControlReply = {
  ok: false,
  error: toErrorData(new HarkError('denied', 'The running Hark did not take the command.')),
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** In the same time whatever is the same. */
function isSame(given: string, token: string): boolean {
  const hash = (value: string): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(hash(given), hash(token));
}

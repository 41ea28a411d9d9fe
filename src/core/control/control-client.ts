import { createConnection } from 'node:net';
import { join } from 'node:path';
import { HarkError } from '#shared/base/errors.ts';
import { readPrivateJson } from '../hosting/private-file.ts';
import {
  CONTROL_FILE,
  ControlAddressSchema,
  type ControlReply,
  type PttCommand,
} from './control-messages.ts';

/** A running app answers at once, ms. */
const REPLY_LIMIT_MS = 5_000;

/**
 * Tells the app whose data is in the first of `folders` where one runs. Rejects with `unavailable` when none does, and with what
 * the app refused.
 */
export async function sendPtt(
  folders: readonly string[],
  ptt: PttCommand,
): Promise<Extract<ControlReply, { ok: true }>> {
  for (const folder of folders) {
    const reply = await ask(folder, ptt);
    if (reply?.ok === true) return reply;
    if (reply !== undefined) throw new HarkError(reply.error.reason, reply.error.message, reply.error);
  }
  throw new HarkError('unavailable', 'Hark is not running.', {
    action: 'Start it with npm start or hark serve.',
  });
}

/** `undefined` where no app runs; a file may outlive its app. */
async function ask(folder: string, ptt: PttCommand): Promise<ControlReply | undefined> {
  const address = ControlAddressSchema.safeParse(await readPrivateJson(join(folder, CONTROL_FILE)));
  if (!address.success) return undefined;
  const { port, token } = address.data;
  try {
    return JSON.parse(await exchange(port, JSON.stringify({ token, ptt })));
  } catch {
    // Nobody, or by now another program, has that port.
    return undefined;
  }
}

/** What is answered to a line; `''` when nobody is there. */
function exchange(port: number, line: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write(`${line}\n`));
    socket.setEncoding('utf8');
    socket.setTimeout(REPLY_LIMIT_MS, () => socket.destroy());
    socket.on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
  });
}

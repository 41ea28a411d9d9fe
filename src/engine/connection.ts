import type { WebSocket } from 'ws';
import type { Clock } from '#shared/base/clock.ts';
import { createDisposer } from '#shared/base/disposer.ts';
import { toErrorData } from '#shared/base/errors.ts';
import { parseClientFrame } from '#shared/wire/frame.ts';
import type { Ids } from '#shared/wire/ids.ts';
import type { WireError } from '#shared/wire/wire-error.ts';
import { EngineSession } from './engine-session.ts';
import { createMailbox } from './protocol/mailbox.ts';
import { createOutbox } from './protocol/outbox.ts';
import { issueToWireError, thrownToWireError } from './protocol/refusal.ts';
import type { Stages } from './stages.ts';

/** WebSocket close codes (RFC 6455 §7.4); 4000 is OpenAI's for the beta protocol. */
const CLOSE = { normal: 1000, internal: 1011, beta: 4000 } as const;

export type ConnectionOptions = {
  readonly socket: WebSocket;
  readonly createStages: () => Promise<Stages>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** As the address named it; absent when it named none. */
  readonly model: string | undefined;
  readonly sessionLengthMs: number;
  /** The client asked for the protocol of the beta, which is switched off (§0.2). */
  readonly beta: boolean;
  readonly log: (message: string) => void;
};

async function closeStages({ stt, tts }: Stages): Promise<void> {
  await Promise.all([stt.close(), tts.close()]);
}

/** Serves one client until its socket closes, for whatever reason. Never rejects. */
export async function serveConnection(options: ConnectionOptions): Promise<void> {
  const { socket, clock, ids, log } = options;
  const disposer = createDisposer((error) => log(toErrorData(error).message));
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.on('error', (error) => log(`Connection failed: ${error.message}`));
  const outbox = createOutbox({
    ids,
    write: (text, sent) => socket.send(text, () => sent()),
    onStuck: () => socket.terminate(),
  });
  disposer.add(outbox.close);
  const sendError = (error: WireError): void => outbox.send({ type: 'error', error });
  const refuse = (error: WireError, code: number): void => {
    sendError(error);
    socket.close(code);
  };
  if (options.beta) {
    refuse(betaRefusal(), CLOSE.beta);
    return closed;
  }
  // Frames that come before the session exists wait in the socket.
  socket.pause();
  try {
    const stages = await options.createStages();
    disposer.add(() => void closeStages(stages).catch((error) => log(toErrorData(error).message)));
    const session = new EngineSession({
      stages,
      clock,
      ids,
      emit: outbox.send,
      room: outbox.room,
      model: options.model,
      expiresAt: Math.floor((clock.wallTime() + options.sessionLengthMs) / 1000),
      onFault: (error) => sendError(thrownToWireError(error, undefined)),
    });
    disposer.add(() => session.close());
    await session.start();
    disposer.add(listen(socket, session, sendError));
    disposer.add(clock.after(options.sessionLengthMs, () => refuse(expiry(options), CLOSE.normal)));
  } catch (error) {
    const { message } = toErrorData(error);
    log(`The session could not start: ${message}`);
    refuse({ type: 'server_error', code: 'hark_model_load_error', message, param: null }, CLOSE.internal);
  }
  socket.resume();
  await closed;
  disposer.dispose();
}

/** Reads frames into the session, one after the other. Returns the stop. */
function listen(
  socket: WebSocket,
  session: EngineSession,
  sendError: (error: WireError) => void,
): () => void {
  const handle = async (text: string): Promise<void> => {
    const parsed = parseClientFrame(text);
    if (!parsed.ok) return sendError(issueToWireError(parsed.issue));
    if (!parsed.known) return sendError(unknownType(parsed.event));
    try {
      await session.handle(parsed.event);
    } catch (error) {
      sendError(thrownToWireError(error, parsed.event.event_id));
    }
  };
  const mailbox = createMailbox({
    handle,
    onPause: (paused) => (paused ? socket.pause() : socket.resume()),
  });
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) sendError(binaryFrame());
    else mailbox.post(data.toString('utf8'));
  });
  return mailbox.close;
}

function unknownType(event: { readonly type: string; readonly event_id?: unknown }): WireError {
  return {
    type: 'invalid_request_error',
    code: 'invalid_value',
    message: `Invalid value: '${event.type.slice(0, 100)}'. It is not the type of a client event.`,
    param: 'type',
    event_id: typeof event.event_id === 'string' ? event.event_id : null,
  };
}

function binaryFrame(): WireError {
  return {
    type: 'invalid_request_error',
    code: 'invalid_event',
    message: 'Binary frames are not part of the protocol; send JSON text, with audio in base64.',
    param: null,
    event_id: null,
  };
}

function betaRefusal(): WireError {
  return {
    type: 'invalid_request_error',
    code: 'beta_api_shape_disabled',
    message:
      'The beta of the Realtime API is not served. Remove the OpenAI-Beta header and use its current shape.',
    param: null,
    event_id: null,
  };
}

function expiry({ sessionLengthMs }: ConnectionOptions): WireError {
  const minutes = Math.round(sessionLengthMs / 6000) / 10;
  return {
    type: 'invalid_request_error',
    code: 'session_expired',
    message: `Your session hit the maximum duration of ${minutes} minutes.`,
    param: null,
    event_id: null,
  };
}

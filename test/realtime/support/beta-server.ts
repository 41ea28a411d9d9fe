import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';

/** One frame as it travelled, whatever its shape. */
export type Frame = { readonly type: string; readonly [field: string]: unknown };

/** A server of the shape from before the protocol was declared stable: flat sessions, the old event names. */
export type BetaServer = {
  readonly url: string;
  readonly received: readonly Frame[];
  /** Headers of the last handshake. */
  readonly headers: IncomingMessage['headers'];
  /** Sends frames and waits until the client has worked through them and its answers are here. */
  play(...frames: readonly object[]): Promise<void>;
  of(type: string): readonly Frame[];
  /** Cuts the connection without a word. */
  drop(): void;
  close(): Promise<void>;
};

/** What such a server knows of a session; anything else is refused by name, as OpenAI's did. */
const SessionSchema = z.strictObject({
  modalities: z
    .tuple([z.literal('text')])
    .or(z.tuple([z.literal('audio'), z.literal('text')]))
    .optional(),
  instructions: z.string().optional(),
  voice: z.string().optional(),
  speed: z.number().optional(),
  temperature: z.number().optional(),
  input_audio_format: z.enum(['pcm16', 'g711_ulaw', 'g711_alaw']).optional(),
  output_audio_format: z.enum(['pcm16', 'g711_ulaw', 'g711_alaw']).optional(),
  input_audio_transcription: z.looseObject({ model: z.string() }).nullable().optional(),
  input_audio_noise_reduction: z.looseObject({ type: z.string() }).nullable().optional(),
  turn_detection: z.looseObject({ type: z.string() }).nullable().optional(),
  tools: z
    .array(z.looseObject({ type: z.literal('function'), function: z.looseObject({ name: z.string() }) }))
    .optional(),
  tool_choice: z.unknown().optional(),
  max_response_output_tokens: z.union([z.number(), z.literal('inf')]).optional(),
});

/** Starts one on the loopback interface. Sessions and items are confirmed; answers are the test's. */
export async function startBetaServer(): Promise<BetaServer> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const received: Frame[] = [];
  let socket: WebSocket | undefined;
  let headers: IncomingMessage['headers'] = {};
  const send = (frame: object): void => socket?.send(JSON.stringify(frame));
  server.on('connection', (connected, request) => {
    socket = connected;
    ({ headers } = request);
    const answer = createAnswers();
    send({
      type: 'session.created',
      event_id: 'event_created',
      session: { id: 'sess_1', modalities: ['audio'] },
    });
    connected.on('message', (data) => {
      const frame = JSON.parse(String(data)) as Frame;
      received.push(frame);
      for (const reply of answer(frame)) send(reply);
    });
  });
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/v1/realtime`,
    received,
    get headers() {
      return headers;
    },
    async play(...frames) {
      for (const frame of frames) send(frame);
      // A pong comes after everything the client had sent; the second also covers its answers to what it was sent.
      for (let round = 0; round < 2; round += 1) {
        socket?.ping();
        if (socket !== undefined) await once(socket, 'pong');
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    of: (type) => received.filter((frame) => frame.type === type),
    drop: () => socket?.terminate(),
    async close() {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What such a server says by itself to a client's frame. */
function createAnswers(): (frame: Frame) => readonly object[] {
  let session: object = {};
  return (frame) => {
    if (frame.type === 'session.update') {
      const change = SessionSchema.safeParse(frame.session);
      if (!change.success) return [refusal(frame, change.error)];
      session = { ...session, ...change.data };
      return [{ type: 'session.updated', session }];
    }
    if (frame.type !== 'conversation.item.create') return [];
    const item = { status: 'completed', ...(frame.item as object) };
    return [{ type: 'conversation.item.created', previous_item_id: frame.previous_item_id ?? null, item }];
  };
}

function refusal(frame: Frame, error: z.ZodError): object {
  const [issue] = error.issues;
  const message = `Refused: ${issue?.message} (${issue?.path.join('.')})`;
  return {
    type: 'error',
    error: { type: 'invalid_request_error', code: 'unknown_parameter', message, event_id: frame.event_id },
  };
}

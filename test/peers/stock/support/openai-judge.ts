import { connect } from 'node:net';
import OpenAI from 'openai';
import { OpenAIRealtimeWS } from 'openai/realtime/ws';
import type { RealtimeClientEvent, RealtimeServerEvent } from 'openai/resources/realtime/realtime';
// biome-ignore lint/correctness/noUndeclaredDependencies: the project's own; only the judged clients are listed here
import { expect, vi } from 'vitest';
import type { EngineHandle } from '../../../../src/engine/launch.ts';
import { record, stream } from './speech.ts';

const WAIT = { timeout: 20_000, interval: 20 };

type EventOf<Type extends string> = Extract<RealtimeServerEvent, { type: Type }>;

/** The stock client on our engine, with everything it received. */
export type OpenAIJudge = {
  readonly events: RealtimeServerEvent[];
  send(...events: RealtimeClientEvent[]): void;
  /** The events of one type so far. */
  of<Type extends RealtimeServerEvent['type']>(type: Type): EventOf<Type>[];
  /** Settles with the `count`-th event of a type. */
  until<Type extends RealtimeServerEvent['type']>(type: Type, count?: number): Promise<EventOf<Type>>;
  /** Says `text` into the microphone, in real time. */
  say(text: string): Promise<void>;
  /** Fails when there was an error or a frame the client made nothing of. */
  verdict(): void;
  close(): void;
};

export async function openOpenAI(engine: EngineHandle): Promise<OpenAIJudge> {
  const { host, hostname, port } = new URL(engine.url);
  const client = new OpenAI({ apiKey: engine.token, baseURL: `http://${host}/v1` });
  // The client insists on wss:; a connection of our own keeps the socket plain.
  const options = { createConnection: () => connect({ host: hostname, port: Number(port) }) };
  const realtime = new OpenAIRealtimeWS({ model: 'hark-offline', options }, client);
  const events: RealtimeServerEvent[] = [];
  const errors: unknown[] = [];
  let frames = 0;
  realtime.socket.on('message', () => {
    frames += 1;
  });
  realtime.on('event', (event) => events.push(event));
  realtime.on('error', (error) => errors.push(error));

  const of = <Type extends RealtimeServerEvent['type']>(type: Type) =>
    events.filter((event): event is EventOf<Type> => event.type === type);

  async function until<Type extends RealtimeServerEvent['type']>(
    type: Type,
    count = 1,
  ): Promise<EventOf<Type>> {
    await vi.waitUntil(() => of(type).length >= count || errors.length > 0, WAIT);
    expect(errors).toEqual([]);
    const event = of(type)[count - 1];
    if (event === undefined) throw new Error(`No ${type}`);
    return event;
  }

  await until('session.created');
  return {
    events,
    of,
    until,
    send: (...sent) => {
      for (const event of sent) realtime.send(event);
    },
    say: async (text) =>
      stream(await record(text), (frame) =>
        realtime.send({
          type: 'input_audio_buffer.append',
          audio: Buffer.from(frame.buffer).toString('base64'),
        }),
      ),
    close: () => realtime.close(),
    verdict() {
      expect(errors).toEqual([]);
      expect(events).toHaveLength(frames);
    },
  };
}

import {
  OpenAIRealtimeWebSocket,
  type RealtimeAgent,
  type RealtimeMessageItem,
  RealtimeSession,
  type RealtimeSessionConfig,
} from '@openai/agents-realtime';
// biome-ignore lint/correctness/noUndeclaredDependencies: the project's own; only the judged clients are listed here
import { expect, vi } from 'vitest';
import type { EngineHandle } from '../../../../src/engine/launch.ts';
import { record, stream } from './speech.ts';

/** Every part that a message of any role may have. */
type Part = RealtimeMessageItem['content'][number];

const WAIT = { timeout: 20_000, interval: 20 };

/** A stock session on our engine that keeps what came, and what the client could not make sense of. */
export type AgentsJudge = {
  readonly session: RealtimeSession;
  /** Types of the server events so far. */
  readonly heard: string[];
  /** Everything said so far by one side, as the client's history has it. */
  transcript(role: 'user' | 'assistant'): string;
  /** Bytes of speech that reached the application. */
  audioBytes(): number;
  /** Says `text` into the microphone, in real time. */
  say(text: string): Promise<void>;
  /** Settles when `count` server events of a type have come. */
  until(type: string, count?: number): Promise<void>;
  /** Fails when there was an error or an event the client dropped. */
  verdict(): void;
};

export async function openAgentsSession(
  engine: EngineHandle,
  agent: RealtimeAgent,
  config: Partial<RealtimeSessionConfig> = {},
): Promise<AgentsJudge> {
  const transport = new OpenAIRealtimeWebSocket({ url: engine.url });
  const session = new RealtimeSession(agent, { transport, model: 'hark-offline', config });
  const heard: string[] = [];
  const understood: string[] = [];
  const errors: unknown[] = [];
  let bytes = 0;

  // `*` carries every frame; an event of its own type follows only when the client's schema accepts it.
  const emit = transport.emit.bind(transport);
  transport.emit = ((type: string, ...args: unknown[]) => {
    understood.push(type);
    return Reflect.apply(emit, transport, [type, ...args]);
  }) as typeof transport.emit;
  transport.on('*', (event) => heard.push(event.type));
  session.on('audio', (event) => {
    bytes += event.data.byteLength;
  });
  session.on('error', (error) => errors.push(error));
  await session.connect({ apiKey: engine.token });

  const count = (list: string[], type: string) => list.filter((entry) => entry === type).length;
  return {
    session,
    heard,
    transcript: (role) =>
      session.history
        .flatMap((item): Part[] => (item.type === 'message' && item.role === role ? item.content : []))
        .map((part) => ('transcript' in part ? part.transcript : 'text' in part ? part.text : ''))
        .join(' '),
    audioBytes: () => bytes,
    say: async (text) =>
      stream(await record(text), (frame) => session.sendAudio(frame.buffer as ArrayBuffer)),
    until: async (type, times = 1) => {
      await vi.waitUntil(() => count(heard, type) >= times || errors.length > 0, WAIT);
      expect(errors).toEqual([]);
    },
    verdict() {
      expect(errors).toEqual([]);
      const dropped = [...new Set(heard)].filter((type) => count(heard, type) !== count(understood, type));
      expect(dropped).toEqual([]);
    },
  };
}

import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import {
  type HarkError,
  RealtimeAgent,
  RealtimeRunner,
  type RealtimeSession,
  tool,
} from '#realtime/index.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { type ScriptedPeer, startScriptedServer } from '../../support/scripted-server.ts';
import { confirmSettings, transcribed } from '../support/wire-script.ts';
import { mutatedFrame } from './mutated-frames.ts';

/** Frames between two probes. */
const BATCH = 1_000;
/** HARK_FUZZ_FRAMES asks for more of them, up to millions. */
const FRAMES = Number(process.env.HARK_FUZZ_FRAMES ?? 50_000);

const getTime = tool({
  name: 'get_time',
  description: 'The time',
  parameters: z.object({}),
  execute: () => 'noon',
});
const other = new RealtimeAgent({ name: 'Other' });
const agent = new RealtimeAgent({ name: 'Tester', tools: [getTime], handoffs: [other] });

/** Whether the session still hears the server and the server the session. */
async function probe(session: RealtimeSession, peer: ScriptedPeer): Promise<void> {
  const heard = new Promise<void>((resolve) => {
    session.on('transcript', ({ itemId }) => itemId === 'probe' && resolve());
  });
  peer.send(transcribed('probe', 'still there?'));
  await heard;
  session.sendRaw({ type: 'output_audio_buffer.clear', event_id: 'probe' });
  await peer.next('output_audio_buffer.clear');
}

it(`${FRAMES} mutated frames: nothing is thrown, no socket goes deaf, and no invalid frame is sent`, {
  timeout: 20_000 + FRAMES,
}, async () => {
  const server = await startScriptedServer();
  onTestFinished(() => server.close());
  const runner = new RealtimeRunner({ startingAgent: agent, clock: createFakeClock() });
  const batch = fc.array(mutatedFrame, { minLength: BATCH, maxLength: BATCH });
  await fc.assert(
    fc.asyncProperty(batch, async (frames) => {
      await using session = runner.createSession({ modelConfig: { url: server.url } });
      const faults: HarkError[] = [];
      session.on('error', ({ error }) => error.reason === 'internal' && faults.push(error));
      const connected = session.connect();
      const peer = await server.connection();
      await confirmSettings(peer);
      await connected;
      for (const frame of frames) peer.sendText(frame);
      await probe(session, peer);
      expect(faults).toEqual([]);
      expect(session.connection.state).toBe('connected');
      expect(peer.violations).toEqual([]);
    }),
    { numRuns: Math.ceil(FRAMES / BATCH) },
  );
});

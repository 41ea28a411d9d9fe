import { expect, it } from 'vitest';
import { connectSession } from '../support/connected-session.ts';
import { base64Of, ramp } from '../support/wire-script.ts';

it('peer defect 19: of a buffer from a pool, its own bytes are sent and not the pool', async () => {
  const { session, peer } = await connectSession({ config: { modelSettings: { turnDetection: null } } });
  const base64 = base64Of(ramp(480));
  const pooled = Buffer.from(base64, 'base64');
  expect(pooled.buffer.byteLength).toBeGreaterThan(pooled.byteLength);
  session.sendAudio(pooled);
  expect((await peer.next('input_audio_buffer.append')).audio).toBe(base64);
});

import { describe, expect, it } from 'vitest';
import type { RealtimeAudioFormat } from '#realtime/index.ts';
import { connectSession } from '../support/connected-session.ts';

/** Of the reference codec: sample, µ-law byte, decoded again, A-law byte, decoded again. */
const VECTORS = [
  [0, 0xff, 0, 0xd5, 8],
  [8, 0xfe, 8, 0xd5, 8],
  [100, 0xf2, 104, 0xd3, 104],
  [1_000, 0xce, 988, 0xfa, 1_008],
  [-1_000, 0x4e, -988, 0x7a, -1_008],
  [5_000, 0xab, 5_116, 0x86, 4_992],
  [10_000, 0x9c, 9_852, 0xb6, 9_984],
  [-10_000, 0x1c, -9_852, 0x36, -9_984],
  [20_000, 0x8c, 19_836, 0xa6, 19_968],
  [32_767, 0x80, 32_124, 0xaa, 32_256],
  [-32_768, 0x00, -32_124, 0x2a, -32_256],
] as const;

type Expected = {
  readonly bytes: readonly number[];
  readonly decoded: readonly number[];
  readonly rate: number;
};

const samples = VECTORS.map(([sample]) => sample);
const EXPECTED: Readonly<Record<RealtimeAudioFormat, Expected>> = {
  pcm16: {
    bytes: samples.flatMap((sample) => [sample & 0xff, (sample >> 8) & 0xff]),
    decoded: samples,
    rate: 24_000,
  },
  g711_ulaw: {
    bytes: VECTORS.map((vector) => vector[1]),
    decoded: VECTORS.map((vector) => vector[2]),
    rate: 8_000,
  },
  g711_alaw: {
    bytes: VECTORS.map((vector) => vector[3]),
    decoded: VECTORS.map((vector) => vector[4]),
    rate: 8_000,
  },
};

const formats = Object.keys(EXPECTED) as RealtimeAudioFormat[];
const pairs = formats.flatMap((input) => formats.map((output) => [input, output] as const));

describe('audio formats over the socket', () => {
  it.each(pairs)('AF-1: %s in and %s out, bit by bit', async (inputAudioFormat, outputAudioFormat) => {
    const { session, peer, play, of } = await connectSession({
      config: { modelSettings: { inputAudioFormat, outputAudioFormat } },
    });
    const [input, output] = [EXPECTED[inputAudioFormat], EXPECTED[outputAudioFormat]];

    session.sendAudio(Int16Array.from(samples));
    session.sendAudio(Uint8Array.from(input.bytes));
    for (const form of ['samples', 'bytes']) {
      const { audio } = await peer.next('input_audio_buffer.append');
      expect([...Buffer.from(audio, 'base64')], form).toEqual(input.bytes);
    }

    await play({
      type: 'response.output_audio.delta',
      event_id: 'event_1',
      response_id: 'resp_1',
      item_id: 'item_A1',
      output_index: 0,
      content_index: 0,
      delta: Buffer.from(output.bytes).toString('base64'),
    });
    expect(of('audio').map((event) => [[...event.samples], event.sampleRate])).toEqual([
      [output.decoded, output.rate],
    ]);
  });

  it('AF-1: a session keeps its formats when another agent takes over', async () => {
    const { session, peer } = await connectSession({
      config: { modelSettings: { inputAudioFormat: 'g711_ulaw' } },
    });
    const switched = session.updateAgent(session.agent.clone({ instructions: 'Be long.' }));
    const { session: update } = await peer.next('session.update');
    expect(update.audio).toBeUndefined();
    peer.send({ type: 'session.updated', session: update });
    await switched;
    session.sendAudio(Int16Array.of(1_000));
    const { audio } = await peer.next('input_audio_buffer.append');
    expect([...Buffer.from(audio, 'base64')]).toEqual([0xce]);
  });
});

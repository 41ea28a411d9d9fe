import { describe, expect, it } from 'vitest';
import { EXPECTED, FORMATS, SAMPLES } from '../support/audio-vectors.ts';
import { connectSession } from '../support/connected-session.ts';

const pairs = FORMATS.flatMap((input) => FORMATS.map((output) => [input, output] as const));

describe('audio formats over the socket', () => {
  it.each(pairs)('AF-1: %s in and %s out, bit by bit', async (inputAudioFormat, outputAudioFormat) => {
    const { session, peer, play, of } = await connectSession({
      config: { modelSettings: { inputAudioFormat, outputAudioFormat } },
    });
    const [input, output] = [EXPECTED[inputAudioFormat], EXPECTED[outputAudioFormat]];

    session.sendAudio(Int16Array.from(SAMPLES));
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

  it('AF-1 RS-8: a session keeps its formats when another agent takes over', async () => {
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

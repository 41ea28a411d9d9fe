import { describe, expect, it } from 'vitest';
import { PlaybackCore } from '#shared/audio/playback-core.ts';
import { createPlaybackOutput } from '#shared/audio/playback-output.ts';
import { createResampler } from '#shared/audio/resample.ts';

const tone = Int16Array.from({ length: 12_345 }, (_, index) => 16_000 * Math.sin(index / 7));

/** Plays the tone into a context of the given rate and gathers what comes out. */
function play(contextHz: number): { heard: Float32Array; playedSamples: number } {
  let playedSamples = 0;
  const core = new PlaybackCore({
    onReport: (report) => {
      if (report.type === 'playhead') playedSamples = report.playedSamples;
    },
    onActive: () => {},
  });
  core.enqueue('tone', tone);
  core.end('tone');
  const render = createPlaybackOutput(core, contextHz);
  const heard = new Float32Array(128 * Math.ceil((tone.length * contextHz) / 24_000 / 128 + 2));
  for (let start = 0; start < heard.length; start += 128) render(heard.subarray(start, start + 128));
  return { heard, playedSamples };
}

describe('playback output', () => {
  it('is bit-exact in a context of 24 kHz', () => {
    const { heard, playedSamples } = play(24_000);
    expect(heard.subarray(0, tone.length)).toEqual(Float32Array.from(tone, (sample) => sample / 32_768));
    expect(heard.subarray(tone.length).every((sample) => sample === 0)).toBe(true);
    expect(playedSamples).toBe(tone.length);
  });

  it.each([16_000, 44_100, 48_000])('gives what the resampler gives in a context of %i Hz', (contextHz) => {
    const { heard, playedSamples } = play(contextHz);
    const resampler = createResampler({ fromHz: 24_000, toHz: contextHz });
    const padded = new Float32Array(tone.length + 1000);
    padded.set(Float32Array.from(tone, (sample) => sample / 32_768));
    const expected = resampler.process(padded);
    expect(heard).toEqual(expected.subarray(0, heard.length));
    expect(playedSamples).toBe(tone.length);
  });
});

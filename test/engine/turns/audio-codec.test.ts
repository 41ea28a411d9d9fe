import { describe, expect, test } from 'vitest';
import { createAudioDecoder, createAudioEncoder } from '#engine/turns/audio-codec.ts';
import type { AudioFormat } from '#shared/wire/audio-format.ts';

const PCM: AudioFormat = { type: 'audio/pcm', rate: 24_000 };
const tone = (length: number): Int16Array =>
  Int16Array.from({ length }, (_, index) =>
    Math.round(8000 * Math.sin((2 * Math.PI * 500 * index) / 24_000)),
  );

function rms(samples: Int16Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

describe('pcm16', () => {
  test('goes there and back bit by bit', () => {
    const samples = tone(1000);
    expect(createAudioDecoder(PCM).decode(createAudioEncoder(PCM).encode(samples))).toEqual(samples);
  });

  test.each(['A', 'AAA', 'A===', '=AAA', 'AA A', 'AAAA\n', 'AA-_', 'AAA=AAAA'])('refuses %j', (text) => {
    expect(() => createAudioDecoder(PCM).decode(text)).toThrow('base64');
  });

  test('refuses half a sample', () => {
    expect(() => createAudioDecoder(PCM).decode('AA==')).toThrow('two bytes a sample');
  });
});

describe.each(['audio/pcmu', 'audio/pcma'] as const)('%s', (type) => {
  test('carries a tone there and back, in its length and loudness, however it is cut', () => {
    const encoder = createAudioEncoder({ type });
    const decoder = createAudioDecoder({ type });
    const samples = tone(24_000);
    const pieces: Int16Array[] = [];
    for (let at = 0; at < samples.length; at += 777) {
      pieces.push(decoder.decode(encoder.encode(samples.subarray(at, at + 777))));
    }
    pieces.push(decoder.decode(encoder.flush()), decoder.flush());
    const heard = Int16Array.from(pieces.flatMap((piece) => [...piece]));
    expect(heard).toHaveLength(24_000);
    expect(Math.abs(rms(heard) / rms(samples) - 1)).toBeLessThan(0.02);
  });

  test('has 8 bytes a millisecond', () => {
    const encoder = createAudioEncoder({ type });
    const bytes = Buffer.from(encoder.encode(tone(24_000)), 'base64').length;
    expect(bytes + Buffer.from(encoder.flush(), 'base64').length).toBe(8000);
  });
});

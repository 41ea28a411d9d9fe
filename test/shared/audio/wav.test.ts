import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeALaw, encodeMuLaw } from '#shared/audio/g711.ts';
import { readWav, writeWav } from '#shared/audio/wav.ts';
import { HarkError } from '#shared/base/errors.ts';
import { ascii, chunk, concat, formatChunk, pcmBytes, wavFile } from './wav-files.ts';

const DATA = chunk('data', pcmBytes(0, 16_384, -16_384));
const SAMPLES = [0, 0.5, -0.5];
const float32 = (...values: number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

describe('WAV: files as they should be', () => {
  it('reads 16-bit mono without a note', () => {
    const audio = readWav(wavFile([formatChunk(), DATA]));
    expect([...audio.samples]).toEqual(SAMPLES);
    expect(audio).toMatchObject({ sampleRateHz: 24_000, channels: 1, notes: [] });
  });

  it('reads back what it wrote', () => {
    const samples = fc.array(fc.integer({ min: -32_768, max: 32_767 }), { maxLength: 200 });
    fc.assert(
      fc.property(samples, fc.integer({ min: 8_000, max: 192_000 }), (values, sampleRateHz) => {
        const audio = readWav(writeWav({ samples: Int16Array.from(values), sampleRateHz }));
        expect([...audio.samples].map((x) => x * 32_768)).toEqual(values.map((x) => x + 0));
        expect(audio.sampleRateHz).toBe(sampleRateHz);
        expect(audio.notes).toEqual(values.length === 0 ? ['it holds no samples'] : []);
      }),
    );
  });

  it('writes the samples of a view only', () => {
    const audio = readWav(writeWav({ samples: Int16Array.of(1, 2, 3).subarray(1, 2), sampleRateHz: 8_000 }));
    expect([...audio.samples]).toEqual([2 / 32_768]);
  });

  it.each([
    { name: '8-bit', bits: 8, body: [0x80, 0xc0, 0x40] },
    { name: '24-bit', bits: 24, body: [0, 0, 0, 0, 0, 0x40, 0, 0, 0xc0] },
    { name: '32-bit', bits: 32, body: [0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0xc0] },
    { name: '12 bits in 16', bits: 12, body: [0, 0, 0, 0x40, 0, 0xc0] },
    { name: '24 bits in 32', bits: 24, blockBytes: 4, body: [0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0xc0] },
    { name: '32-bit float', tag: 3, bits: 32, body: [...float32(...SAMPLES)] },
    { name: '64-bit float', tag: 3, bits: 64, body: [...new Uint8Array(Float64Array.from(SAMPLES).buffer)] },
    { name: 'extensible 16-bit', subFormat: 1, bits: 16, body: [...pcmBytes(0, 16_384, -16_384)] },
    { name: 'extensible float', subFormat: 3, bits: 32, body: [...float32(...SAMPLES)] },
  ])('reads $name samples without a note', ({ body, name: _name, ...fields }) => {
    const audio = readWav(wavFile([formatChunk(fields), chunk('data', Uint8Array.from(body))]));
    expect([...audio.samples]).toEqual(SAMPLES);
    expect(audio.notes).toEqual([]);
  });

  it('keeps the lowest bit of 24-bit samples and their sign', () => {
    const body = Uint8Array.of(0x01, 0, 0, 0xff, 0xff, 0xff);
    const audio = readWav(wavFile([formatChunk({ bits: 24 }), chunk('data', body)]));
    expect([...audio.samples]).toEqual([2 ** -23, -(2 ** -23)]);
  });

  it.each([
    { name: 'A-law', tag: 6, encode: encodeALaw, decoded: [1008, -1008] },
    { name: 'µ-law', tag: 7, encode: encodeMuLaw, decoded: [988, -988] },
  ])('reads $name', ({ tag, encode, decoded }) => {
    const body = encode(Int16Array.of(1000, -1000));
    const audio = readWav(wavFile([formatChunk({ tag, bits: 8, rateHz: 8_000 }), chunk('data', body)]));
    expect([...audio.samples].map((x) => x * 32_768)).toEqual(decoded);
  });

  it.each([2, 5, 8])('mixes %i channels to their average', (channels) => {
    const frame = Array.from({ length: channels }, (_, index) => index * 1000);
    const audio = readWav(wavFile([formatChunk({ channels }), chunk('data', pcmBytes(...frame, ...frame))]));
    const average = ((channels - 1) * 500) / 32_768;
    expect([...audio.samples]).toEqual([Math.fround(average), Math.fround(average)]);
    expect(audio.channels).toBe(channels);
  });

  it.each([8_000, 11_025, 44_100, 192_000])('reads a rate of %i Hz', (rateHz) => {
    expect(readWav(wavFile([formatChunk({ rateHz }), DATA])).sampleRateHz).toBe(rateHz);
  });

  it('skips chunks before fmt, between and after, with their pad bytes', () => {
    const list = chunk('LIST', ascii('INFOISFT\x05\0\0\0hark!'));
    const audio = readWav(wavFile([list, formatChunk(), chunk('fact', new Uint8Array(3)), DATA, list]));
    expect([...audio.samples]).toEqual(SAMPLES);
    expect(audio.notes).toEqual([]);
  });

  it('reads RF64 with its size in a ds64 chunk', () => {
    const sizes = new Uint8Array(28);
    new DataView(sizes.buffer).setBigUint64(8, 6n, true);
    const data = chunk('data', pcmBytes(0, 16_384, -16_384), { claims: 0xffff_ffff });
    const chunks = [chunk('ds64', sizes), formatChunk(), data, chunk('LIST', ascii('INFO'))];
    const audio = readWav(wavFile(chunks, { container: 'RF64', riffBytes: 0xffff_ffff }));
    expect([...audio.samples]).toEqual(SAMPLES);
    expect(audio.notes).toEqual([]);
  });
});

describe('WAV: damaged files that can be read', () => {
  const read = (...args: Parameters<typeof wavFile>) => readWav(wavFile(...args));

  it.each([0, 0xffff_ffff, 7])('notes a header that claims %i bytes', (riffBytes) => {
    const audio = read([formatChunk(), DATA], { riffBytes });
    expect([...audio.samples]).toEqual(SAMPLES);
    expect(audio.notes.join()).toContain(`the header claims ${riffBytes} bytes`);
  });

  it.each([0xffff_ffff, 0xffff_fff0, 0x7fff_f000, 100])(
    'takes what is there when the data claims %i bytes',
    (claims) => {
      const audio = read([formatChunk(), chunk('data', pcmBytes(0, 16_384, -16_384), { claims })]);
      expect([...audio.samples]).toEqual(SAMPLES);
      expect(audio.notes).toEqual([`the data chunk claims ${claims} bytes, the file holds 6`]);
    },
  );

  it('takes what follows a data size of 0 that was never filled in', () => {
    const audio = read([formatChunk(), chunk('data', pcmBytes(0, 16_384, -16_384), { claims: 0 })]);
    expect([...audio.samples]).toEqual(SAMPLES);
    expect(audio.notes.join()).toContain('never filled in');
  });

  it('reads a data chunk that is truly empty as no samples', () => {
    const audio = read([formatChunk(), chunk('data', new Uint8Array()), chunk('LIST', ascii('INFO'))]);
    expect(audio.samples.length).toBe(0);
    expect(audio.notes).toEqual(['it holds no samples']);
  });

  it('finds the next chunk when an odd one lacks its pad byte', () => {
    const audio = read([chunk('LIST', ascii('INFOx'), { pad: false }), formatChunk(), DATA]);
    expect([...audio.samples]).toEqual(SAMPLES);
    expect(audio.notes.join()).toContain('pad byte');
  });

  it('joins two data chunks', () => {
    const audio = read([formatChunk(), DATA, chunk('LIST', ascii('INFO')), DATA]);
    expect([...audio.samples]).toEqual([...SAMPLES, ...SAMPLES]);
    expect(audio.notes).toEqual(['2 data chunks were joined']);
  });

  it('reads every truncation of a file that still holds its data header, and drops half a frame', () => {
    const whole = wavFile([formatChunk({ channels: 2 }), chunk('data', pcmBytes(1, 1, 2, 2, 3, 3))]);
    for (let length = 44; length < whole.length; length += 1) {
      const audio = readWav(whole.subarray(0, length));
      expect(audio.samples.length).toBe(Math.floor((length - 44) / 4));
      expect(audio.notes.join()).toContain('claims 12 bytes');
    }
  });

  it('turns floats that are not finite into silence and counts them', () => {
    const body = float32(0.5, Number.NaN, Infinity, -Infinity, -0.5);
    const audio = read([formatChunk({ tag: 3, bits: 32 }), chunk('data', body)]);
    expect([...audio.samples]).toEqual([0.5, 0, 0, 0, -0.5]);
    expect(audio.notes).toEqual(['3 samples were not finite numbers and became silence']);
  });

  it('trusts the samples more than a wrong frame size', () => {
    const audio = read([formatChunk({ blockBytes: 9 }), DATA]);
    expect([...audio.samples]).toEqual(SAMPLES);
    expect(audio.notes.join()).toContain('claims 9 bytes a frame');
  });

  it('ignores junk after the last chunk', () => {
    const audio = read([formatChunk(), DATA, new Uint8Array(20)]);
    expect([...audio.samples]).toEqual(SAMPLES);
    expect(audio.notes.join()).toContain('20 bytes at the end are no chunk');
  });

  it('stops after 1,000 chunks', () => {
    const chunks = [
      formatChunk(),
      DATA,
      ...Array.from({ length: 1200 }, () => chunk('data', new Uint8Array(2))),
    ];
    const audio = read(chunks);
    expect(audio.samples.length).toBe(3 + 998);
    expect(audio.notes).toContain('only the first 1000 chunks were read');
  });
});

describe('WAV: files that cannot be read', () => {
  const data = chunk('data', new Uint8Array(8));
  const unknownGuid = formatChunk({ subFormat: 1 }).fill(7, 40);
  it.each([
    { why: 'the file is empty', bytes: new Uint8Array() },
    { why: 'ends within its header', bytes: ascii('RIFF') },
    { why: 'no fmt chunk', bytes: wavFile([]) },
    { why: 'no fmt chunk', bytes: wavFile([DATA]) },
    { why: 'no data chunk', bytes: wavFile([formatChunk()]) },
    { why: 'does not begin with RIFF', bytes: ascii('hello, this is text') },
    { why: 'RIFF file of another kind', bytes: concat([ascii('RIFF\0\0\0\0AVI '), DATA]) },
    { why: 'an MP3 file', bytes: concat([ascii('ID3'), new Uint8Array(100)]) },
    { why: 'an MP3 file', bytes: Uint8Array.of(0xff, 0xfb, 0x90, 0x64, 0, 0, 0, 0, 0, 0, 0, 0) },
    { why: 'an Ogg file', bytes: ascii('OggS and the rest') },
    { why: 'an MPEG-4 file', bytes: ascii('\0\0\0\x20ftypM4A ') },
    { why: 'a big-endian WAV file', bytes: wavFile([formatChunk(), DATA], { container: 'RIFX' }) },
    { why: 'fmt chunk is cut short', bytes: wavFile([chunk('fmt ', new Uint8Array(12)), data]) },
    { why: 'fmt chunk is cut short', bytes: wavFile([formatChunk({ tag: 0xfffe }), data]) },
    { why: 'sample format is unknown', bytes: wavFile([unknownGuid, data]) },
    { why: 'in format 0x0055', bytes: wavFile([formatChunk({ tag: 0x55 }), data]) },
    { why: 'in format 0x0002', bytes: wavFile([formatChunk({ subFormat: 2 }), data]) },
    { why: 'has 0 channels', bytes: wavFile([formatChunk({ channels: 0 }), data]) },
    { why: 'has 9 channels', bytes: wavFile([formatChunk({ channels: 9 }), data]) },
    { why: 'rate is 7999 Hz', bytes: wavFile([formatChunk({ rateHz: 7999 }), data]) },
    { why: 'rate is 192001 Hz', bytes: wavFile([formatChunk({ rateHz: 192_001 }), data]) },
    { why: 'samples have 0 bits', bytes: wavFile([formatChunk({ bits: 0 }), data]) },
    { why: 'samples have 64 bits', bytes: wavFile([formatChunk({ bits: 64 }), data]) },
    { why: 'floats have 16 bits', bytes: wavFile([formatChunk({ tag: 3 }), data]) },
  ])('says "$why"', ({ why, bytes }) => {
    let error: unknown;
    try {
      readWav(bytes);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(HarkError);
    expect(error).toMatchObject({ reason: 'invalid_input' });
    expect(String(error)).toContain('not a WAV we can read: ');
    expect(String(error)).toContain(why);
  });

  it('refuses more than 60 minutes, and reads 60', () => {
    const hour = (extra: number): Uint8Array => {
      const body = new Uint8Array(8_000 * 3600 + extra);
      return wavFile([formatChunk({ tag: 7, bits: 8, rateHz: 8_000 }), chunk('data', body)]);
    };
    expect(() => readWav(hour(1))).toThrow('longer than 60 minutes');
    expect(readWav(hour(0)).samples.length).toBe(8_000 * 3600);
  });
});

describe('WAV: any bytes', () => {
  /** Decodes or refuses in words; finite samples only, no more of them than bytes. */
  const expectSane = (bytes: Uint8Array): void => {
    try {
      const audio = readWav(bytes);
      expect(audio.samples.length).toBeLessThanOrEqual(bytes.length);
      expect(audio.samples.every((sample) => Number.isFinite(sample))).toBe(true);
    } catch (error) {
      expect(error).toBeInstanceOf(HarkError);
    }
  };

  it('survives noise behind a header', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expectSane(noise);
        expectSane(wavFile([noise]));
        expectSane(wavFile([formatChunk(), noise]));
      }),
      { numRuns: 500 },
    );
  });

  it('survives any bytes of a good file being overwritten, and any cut', () => {
    const good = wavFile([
      formatChunk({ subFormat: 3, bits: 32, channels: 2 }),
      chunk('LIST', ascii('INFOx')),
      chunk('data', float32(0.1, 0.2, 0.3, 0.4)),
    ]);
    const change = fc.tuple(
      fc.nat(good.length - 1),
      fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255)),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), fc.nat(good.length), (changes, length) => {
        const bytes = good.slice(0, length);
        for (const [at, value] of changes) if (at < length) bytes[at] = value;
        expectSane(bytes);
      }),
      { numRuns: 1000 },
    );
  });
});

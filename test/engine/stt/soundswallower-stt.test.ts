import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Recognition, Stt } from '#engine/stages.ts';
import { createSoundSwallowerStt } from '#engine/stt/soundswallower-stt.ts';
import { HarkError } from '#shared/base/errors.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { chunked, padded, SPEAKERS, synthesise, withNoise } from '../../support/speech.ts';
import { commands, grammarOf, IN_GRAMMAR, OUT_OF_GRAMMAR } from './grammar.ts';

/** Many utterances, on a machine that may be busy. */
const SLOW_MS = 180_000;
const clock = createFakeClock();
const WORKER = new URL('../../../src/engine/stt-worker.ts', import.meta.url);

async function hear(stt: Stt, samples: Int16Array, partials: string[] = []): Promise<Recognition> {
  const utterance = stt.startUtterance((text) => partials.push(text));
  for (const chunk of chunked(samples, 100)) utterance.feed(chunk);
  return utterance.finish();
}

describe('the SoundSwallower recogniser', () => {
  let stt: Stt;
  beforeAll(async () => {
    stt = await createSoundSwallowerStt({ workerUrl: WORKER, clock });
    await stt.setGrammar(commands);
  });
  afterAll(() => stt.close());

  test('hears ten commands in a row word for word and is sure of them', { timeout: SLOW_MS }, async () => {
    for (const sentence of IN_GRAMMAR) {
      const { text, score } = await hear(stt, padded(await synthesise(sentence, 'rms')));
      expect(text).toBe(sentence);
      expect(score).toBeGreaterThan(-2);
    }
  });

  test('hears speakers who take turns', { timeout: SLOW_MS }, async () => {
    for (const sentence of IN_GRAMMAR.slice(0, 4)) {
      for (const voice of SPEAKERS) {
        expect((await hear(stt, padded(await synthesise(sentence, voice)))).text).toBe(sentence);
      }
    }
  });

  test('hears commands through noise 20 dB below the voice', { timeout: SLOW_MS }, async () => {
    for (const [index, sentence] of IN_GRAMMAR.slice(0, 6).entries()) {
      const noisy = withNoise(padded(await synthesise(sentence, 'rms')), 20, index + 1);
      expect((await hear(stt, noisy)).text).toBe(sentence);
    }
  });

  test('hears a quiet microphone like a loud one', async () => {
    const quiet = (await synthesise('what time is it', 'slt')).map((sample) => sample / 30);
    expect(await hear(stt, padded(quiet))).toMatchObject({ text: 'what time is it' });
  });

  test('scores sentences the grammar does not know below those it does', { timeout: SLOW_MS }, async () => {
    for (const sentence of OUT_OF_GRAMMAR) {
      const { score } = await hear(stt, padded(await synthesise(sentence, 'rms')));
      expect(score).toBeLessThan(-2);
    }
  });

  test('hears nothing in silence', async () => {
    const recognition = await hear(stt, padded(new Int16Array(24_000)));
    expect(recognition.text === '' || recognition.score < -2).toBe(true);
  });

  test('tells the words while they are being said, up to the whole sentence', async () => {
    const partials: string[] = [];
    await hear(stt, padded(await synthesise('set a timer for twenty minutes', 'rms')), partials);
    expect(partials.length).toBeGreaterThan(3);
    expect(partials.at(-1)).toBe('set a timer for twenty minutes');
  });

  test('takes a new grammar from the next utterance on', async () => {
    const other = grammarOf('#JSGF V1.0;\ngrammar other;\npublic <other> = red | green | blue;\n');
    const speech = padded(await synthesise('what time is it', 'rms'));
    const utterance = stt.startUtterance(() => {});
    utterance.feed(speech);
    const changed = stt.setGrammar(other);
    expect((await utterance.finish()).text).toBe('what time is it');
    await changed;
    expect((await hear(stt, padded(await synthesise('green', 'rms')))).text).toBe('green');
    await stt.setGrammar(commands);
  });

  test('hears words its dictionary lacks, and lives with a word that has no sound', async () => {
    const names =
      '#JSGF V1.0;\ngrammar names;\npublic <open> = open (kubectl | zorblax | wuthering | 日本);\n';
    await stt.setGrammar(grammarOf(names));
    for (const sentence of ['open kubectl', 'open zorblax', 'open wuthering']) {
      expect((await hear(stt, padded(await synthesise(sentence, 'rms')))).text).toBe(sentence);
    }
    await stt.setGrammar(commands);
  });

  test('refuses what is not a grammar and keeps the one it has', async () => {
    await expect(stt.setGrammar({ jsgf: 'open the door', words: [] })).rejects.toMatchObject({
      reason: 'invalid_input',
      field: 'jsgf',
    });
    expect((await hear(stt, padded(await synthesise('never mind', 'awb')))).text).toBe('never mind');
  });

  test('forgets a cancelled utterance, and one that another is started over', async () => {
    const speech = padded(await synthesise('what time is it', 'rms'));
    const cancelled = stt.startUtterance(() => {});
    cancelled.feed(speech);
    cancelled.cancel();
    cancelled.cancel();
    const overtaken = stt.startUtterance(() => {});
    overtaken.feed(speech);
    expect((await hear(stt, padded(await synthesise('turn the volume down', 'rms')))).text).toBe(
      'turn the volume down',
    );
    await expect(overtaken.finish()).rejects.toMatchObject({ reason: 'closed' });
  });

  test('fails an utterance that runs too far ahead of it, and hears the next one', async () => {
    const small = await createSoundSwallowerStt({ workerUrl: WORKER, clock });
    await small.setGrammar(commands);
    const utterance = small.startUtterance(() => {});
    utterance.feed(new Int16Array(60 * 24_000 + 1));
    await expect(utterance.finish()).rejects.toBeInstanceOf(HarkError);
    const next = small.startUtterance(() => {});
    expect(await next.finish()).toEqual({ text: '', score: Number.NEGATIVE_INFINITY });
    await small.close();
  });
});

describe('a recogniser whose thread ends or hangs', () => {
  const dying = new URL('./dying-worker.ts', import.meta.url);
  test.each(['exit', 'throw'])(
    'loses one utterance by %s and hears the next with the same grammar',
    async (way) => {
      const stt = await createSoundSwallowerStt({ workerUrl: new URL(`?${way}`, dying), clock });
      await stt.setGrammar(commands);
      const speech = padded(await synthesise('what time is it', 'rms'));
      const lost = stt.startUtterance(() => {});
      lost.feed(new Int16Array([1234]));
      lost.feed(speech);
      await expect(lost.finish()).rejects.toMatchObject({ reason: 'unavailable' });
      expect((await hear(stt, speech)).text).toBe('what time is it');
      await stt.close();
    },
  );

  test('loses one utterance by a thread that hangs and hears the next in a new one', async () => {
    const stt = await createSoundSwallowerStt({ workerUrl: new URL('?hang', dying), clock });
    await stt.setGrammar(commands);
    const lost = stt.startUtterance(() => {});
    lost.feed(new Int16Array([1234]));
    const finished = lost.finish();
    clock.advance(30_000);
    await expect(finished).rejects.toMatchObject({ reason: 'unavailable' });
    const speech = padded(await synthesise('what time is it', 'rms'));
    expect((await hear(stt, speech)).text).toBe('what time is it');
    expect(clock.pending).toBe(0);
    await stt.close();
  });

  test('says so when the thread cannot start', async () => {
    const missing = new URL('./no-such-worker.ts', import.meta.url);
    await expect(createSoundSwallowerStt({ workerUrl: missing, clock })).rejects.toMatchObject({
      reason: 'unavailable',
    });
  });

  test('settles what is pending when it is closed, twice if need be', async () => {
    const stt = await createSoundSwallowerStt({ workerUrl: WORKER, clock });
    const utterance = stt.startUtterance(() => {});
    const finished = utterance.finish();
    await stt.close();
    await stt.close();
    await expect(finished).rejects.toMatchObject({ reason: 'closed' });
    expect(() => stt.startUtterance(() => {})).toThrow(HarkError);
  });
});

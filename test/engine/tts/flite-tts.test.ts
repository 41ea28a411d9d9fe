import { afterAll, describe, expect, test, vi } from 'vitest';
import type { Tts } from '#engine/stages.ts';
import { createSoundSwallowerStt } from '#engine/stt/soundswallower-stt.ts';
import { createFliteTts } from '#engine/tts/flite-tts.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { joined, padded } from '../../support/speech.ts';
import { commands } from '../stt/grammar.ts';

const ENGINE = new URL('../../../src/engine/', import.meta.url);
const clock = createFakeClock();
const tts = createFliteTts({ workerUrl: new URL('tts-worker.ts', ENGINE), clock });
afterAll(() => tts.close());

async function pieces(from: Tts, text: string, voice = 'slt', speed = 1): Promise<Int16Array[]> {
  return collected(from.speak(text, { voice, speed }, new AbortController().signal));
}

async function collected(speech: AsyncIterable<Int16Array>): Promise<Int16Array[]> {
  const all: Int16Array[] = [];
  for await (const piece of speech) all.push(piece);
  return all;
}

async function spoken(text: string, voice?: string, speed?: number): Promise<Int16Array> {
  return joined(...(await pieces(tts, text, voice, speed)));
}

function level(samples: Int16Array): number {
  const loud = samples.filter((sample) => Math.abs(sample) > 300);
  return Math.sqrt(loud.reduce((sum, sample) => sum + sample * sample, 0) / loud.length);
}

describe('the flite synthesiser', () => {
  test('is understood by the recogniser, in each voice made of recorded speech', async () => {
    const stt = await createSoundSwallowerStt({
      workerUrl: new URL('stt-worker.ts', ENGINE),
      clock,
    });
    await stt.setGrammar(commands);
    for (const voice of ['marin', 'cedar', 'ballad']) {
      const utterance = stt.startUtterance(() => {});
      utterance.feed(padded(await spoken('How much battery is left?', voice)));
      expect((await utterance.finish()).text).toBe('how much battery is left');
    }
    await stt.close();
  });

  test('speaks in pieces of at most 200 ms that together are the sentence', async () => {
    const all = await pieces(tts, 'The timer is set for ten minutes. Is there anything else?');
    expect(Math.max(...all.map((piece) => piece.length))).toBeLessThanOrEqual(4800);
    const seconds = joined(...all).length / 24_000;
    expect(seconds).toBeGreaterThan(2.5);
    expect(seconds).toBeLessThan(5);
  });

  test.each([
    [0.5, 1.6, 2.4],
    [1.5, 0.55, 0.8],
  ])('at speed %f takes %f to %f times as long', async (speed, least, most) => {
    const text = 'It is a quarter past nine.';
    const ratio = (await spoken(text, 'rms', speed)).length / (await spoken(text, 'rms', 1)).length;
    expect(ratio).toBeGreaterThan(least);
    expect(ratio).toBeLessThan(most);
  });

  test('has voices that differ in sound and are equally loud', async () => {
    const voices = ['slt', 'rms', 'awb', 'kal16', 'kal'];
    const speech = await Promise.all(
      voices.map((voice) => spoken('The file was saved to your desktop.', voice)),
    );
    expect(new Set(speech.map(({ length }) => length)).size).toBe(voices.length);
    for (const samples of speech) {
      expect(level(samples)).toBeGreaterThan(2500);
      expect(level(samples)).toBeLessThan(6000);
    }
  });

  test("knows OpenAI's voices, and speaks with its own where it knows none", async () => {
    const own = await spoken('Hello.', 'slt');
    expect(await spoken('Hello.', 'marin')).toEqual(own);
    expect(await spoken('Hello.', 'nobody')).toEqual(own);
    expect(await spoken('Hello.', 'toString')).toEqual(own);
    expect(await spoken('Hello.', 'cedar')).not.toEqual(own);
  });

  test('joins sentences without a click', async () => {
    const samples = await spoken('One. Two. Three. Four.');
    let largestStep = 0;
    for (let i = 1; i < samples.length; i += 1) {
      largestStep = Math.max(largestStep, Math.abs((samples[i] ?? 0) - (samples[i - 1] ?? 0)));
    }
    expect(largestStep).toBeLessThan(8000);
  });

  test('begins to be heard at once, in each voice', async () => {
    for (const voice of ['slt', 'rms', 'awb', 'kal16', 'kal']) {
      const firstLoud = (await spoken('It is noon.', voice)).findIndex((sample) => Math.abs(sample) > 328);
      expect(firstLoud / 24).toBeLessThan(30);
    }
  });

  test('is silent where there is nothing to say', async () => {
    expect(await spoken('')).toHaveLength(0);
    expect(await spoken(' 🎉 … ')).toHaveLength(0);
  });

  test('stops between two pieces when it is told to', async () => {
    const controller = new AbortController();
    let count = 0;
    const text = 'This is a long answer. It goes on and on. It has no end in sight.';
    for await (const _ of tts.speak(text, { voice: 'slt', speed: 1 }, controller.signal)) {
      count += 1;
      if (count === 2) controller.abort();
    }
    expect(count).toBe(2);
  });

  test('says nothing when it was stopped before it began', async () => {
    const speech = tts.speak('Hello.', { voice: 'slt', speed: 1 }, AbortSignal.abort());
    expect(await collected(speech)).toEqual([]);
  });

  test('speaks two answers at once without mixing them', async () => {
    const [first, second] = await Promise.all([
      spoken('Good morning. Hello.', 'rms'),
      spoken('Goodbye.', 'awb'),
    ]);
    expect(first).toEqual(await spoken('Good morning. Hello.', 'rms'));
    expect(second).toEqual(await spoken('Goodbye.', 'awb'));
  });
});

describe('a synthesiser whose thread ends or hangs', () => {
  const workerUrl = new URL('./dying-worker.ts', import.meta.url);

  test('fails the answer being spoken and speaks the next', async () => {
    const crashing = createFliteTts({ workerUrl, clock });
    await expect(pieces(crashing, 'crash')).rejects.toMatchObject({ reason: 'unavailable' });
    expect(joined(...(await pieces(crashing, 'Hello.')))).toEqual(await spoken('Hello.'));
    await crashing.close();
  });

  test('fails the answer that it does not speak in time, and speaks the next in a new thread', async () => {
    const hanging = createFliteTts({ workerUrl, clock });
    const lost = expect(pieces(hanging, 'hang')).rejects.toMatchObject({
      reason: 'unavailable',
      message: 'The speech synthesiser stopped unexpectedly (it does not answer).',
    });
    await clock.advanceAsync(30_000);
    await lost;
    expect(joined(...(await pieces(hanging, 'Hello.')))).toEqual(await spoken('Hello.'));
    expect(clock.pending).toBe(0);
    await hanging.close();
  });

  test('is not taken for one that hangs while it has nothing to say', async () => {
    const speech = tts.speak('One. Two.', { voice: 'slt', speed: 1 }, new AbortController().signal);
    const heard: Int16Array[] = [];
    for await (const piece of speech) {
      heard.push(piece);
      await vi.waitFor(() => expect(clock.pending).toBe(0));
      clock.advance(600_000);
    }
    expect(joined(...heard)).toEqual(await spoken('One. Two.'));
  });

  test('refuses to speak once it is closed', async () => {
    const closed = createFliteTts({ workerUrl: new URL('tts-worker.ts', ENGINE), clock });
    await closed.close();
    await closed.close();
    await expect(pieces(closed, 'Hello.')).rejects.toMatchObject({ reason: 'closed' });
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { createCatalogue } from '#engine/brain/catalogue.ts';
import { isCall } from '#engine/brain/intents/intent.ts';
import { type Flite, loadFlite } from '#engine/flite/flite.ts';
import { DECODER_HZ, type Decoder, loadSoundSwallower } from '#engine/stt/decoder.ts';
import { loadGrammar } from '#engine/stt/load-grammar.ts';
import { pcm16ToFloat } from '#shared/audio/pcm16.ts';
import { createResampler } from '#shared/audio/resample.ts';
import { allTools } from './session-tools.ts';

const catalogue = createCatalogue(allTools);

/** Half a second of nothing around the speech, as a microphone would give. */
const PAUSE = new Float32Array(DECODER_HZ / 2);

describe('the grammar in the real recogniser', () => {
  let decoder: Decoder;
  let flite: Flite;

  beforeAll(async () => {
    flite = await loadFlite();
    const factory = await loadSoundSwallower();
    decoder = await factory.create({ dictionary: true });
    await loadGrammar(decoder, catalogue.grammar());
  });

  it('is accepted, and names every word it uses', () => {
    const { jsgf, words } = catalogue.grammar();
    const used = new Set(
      jsgf
        .replace(/^.*\n.*\n/, '')
        .replace(/<\w+>|public/g, ' ')
        .match(/[a-z']+/g),
    );
    expect([...used].sort()).toEqual(words);
    expect(words.filter((word) => !decoder.knows(word))).toEqual([]);
  });

  it.each([
    ['what time is it', 'get_current_time', {}],
    ['set a timer for thirty minutes', 'set_timer', { seconds: 1800 }],
    ['set a timer for forty five seconds', 'set_timer', { seconds: 45 }],
    ['cancel the timer', 'cancel_timer', {}],
    ['how much battery is left', 'get_system_info', {}],
    ['what is twelve times seven', 'calculate', { expression: '12 * 7' }],
    ['open the calculator', 'open_target', { target: 'calculator' }],
    ['what is the weather in new york', 'get_weather', { city: 'New York' }],
    ['book a table for four people', 'book_table', { people: 4 }],
    ['talk to billing', 'transfer_to_billing_support', {}],
  ])('hears "%s"', async (sentence, tool, values) => {
    const { samples, sampleRateHz } = await flite.synthesise(sentence, 'rms', 1);
    const resampler = createResampler({ fromHz: sampleRateHz, toHz: DECODER_HZ });
    const floats = new Float32Array(samples.length);
    pcm16ToFloat(samples, floats);
    const sound = resampler.process(floats);
    decoder.start();
    for (const piece of [PAUSE, sound, resampler.flush(), PAUSE]) decoder.process(piece);
    const { text } = decoder.stop();
    const understood = catalogue.understand(text, new Date());
    const call = understood !== undefined && isCall(understood.intent) ? understood.intent.action : undefined;
    expect([call?.tool, understood?.values]).toEqual([tool, values]);
  });
});

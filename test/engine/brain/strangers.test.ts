import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCatalogue } from '#engine/brain/catalogue.ts';
import type { FunctionTool } from '#shared/wire/tools.ts';
import { conversation } from './conversation.ts';
import { functionTool } from './hark-tools.ts';
import { sentencesOf } from './jsgf-sentences.ts';
import { strangersTools } from './session-tools.ts';

describe('a tool nobody described to the brain', () => {
  it.each([
    ["What's the weather like in Paris?", 'get_weather {"city":"Paris"}'],
    ['weather kyoto', 'get_weather {"city":"Kyoto"}'],
    ['tell me the weather for new york in fahrenheit', 'get_weather {"city":"New York","unit":"fahrenheit"}'],
    ['play Yesterday by The Beatles', 'play_music {"song":"Yesterday","artist":"The Beatles"}'],
    ['play music called blue monday', 'play_music {"song":"blue monday"}'],
    ['set the kitchen light on', 'setLight {"room":"kitchen","on":true}'],
    ['set light in the living room off', 'setLight {"room":"living_room","on":false}'],
    ['turn the lights on', 'turn_on_lights {}'],
    ['turn on the lights please', 'turn_on_lights {}'],
    ['set volume to forty two', 'set_volume {"level":42}'],
    [
      'book a table for four people for friday at seven p m',
      'book_table {"people":4,"date":"2026-11-27","time":"19:00"}',
    ],
  ])('is called by "%s"', async (text, call) => {
    expect(await conversation(strangersTools).types(text)).toEqual([call]);
  });

  it('with the name of one of Hark’s is called by the same phrases, with the arguments it has', async () => {
    const clock = functionTool('getCurrentTime', { timezone: { type: 'string' } });
    expect(await conversation([clock]).types('what time is it')).toEqual(['getCurrentTime {}']);
    const timer = functionTool('set_timer', { seconds: { type: 'number' } }, { required: ['seconds'] });
    expect(await conversation([timer]).types('set a timer for ten minutes')).toEqual([
      'set_timer {"seconds":600}',
    ]);
  });

  it('with only its name in common with one of Hark’s gets phrases of its own', async () => {
    const minutes = functionTool('set_timer', { minutes: { type: 'number' } }, { required: ['minutes'] });
    expect(await conversation([minutes]).types('set timer for ten minutes')).toEqual([
      'set_timer {"minutes":10}',
    ]);
  });

  it('is matched by its description when its name says little', async () => {
    const tool = functionTool('fetchA1', {}, { description: 'Get the exchange rates of today.' });
    expect(await conversation([tool]).types('what are the exchange rates')).toEqual(['fetchA1 {}']);
  });

  it('that sends or deletes is never called with guessed words', () => {
    const { jsgf } = createCatalogue([
      functionTool('send_message', { text: { type: 'string' } }, { required: ['text'] }),
    ]).grammar();
    expect(jsgf).not.toContain('sentence_words');
  });

  it('that sends or deletes is not called on a guess', async () => {
    const [first] = await conversation(strangersTools).types('delete the acount please');
    expect(first).toMatch(/^Did you mean/);
  });

  it('that needs what no sentence can give is left out', async () => {
    const tool = functionTool('draw', { shape: { type: 'object' } }, { required: ['shape'] });
    const [first] = await conversation([tool]).types('draw');
    expect(first).toBe('I did not understand that.');
  });
});

/** Words that name what every JavaScript object has, and what else might slip through. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom('constructor', '__proto__', 'toString', 'get_constructor', 'set a timer', '“', "'", 'to'),
);

const schema = fc.oneof(
  fc.record({ type: fc.constantFrom('string', 'number', 'integer', 'boolean', 'array', 'object', 'null') }),
  fc.record({ enum: fc.array(fc.oneof(text, fc.double(), fc.constant(null)), { maxLength: 4 }) }),
  fc.jsonValue(),
);

const tool: fc.Arbitrary<FunctionTool> = fc
  .record({
    name: fc.oneof(text, fc.constantFrom('set_timer', 'get_weather', 'transfer_to_x', 'transfer_to_')),
    description: text,
    properties: fc.dictionary(fc.oneof(text, fc.constantFrom('city', 'seconds', 'date')), schema, {
      maxKeys: 4,
    }),
    required: fc.array(fc.constantFrom('city', 'seconds', 'constructor'), { maxLength: 2 }),
  })
  .map(({ name, description, properties, required }) =>
    functionTool(name, properties, { required, description }),
  );

describe('whatever tools and texts come', () => {
  it('the grammar is well-formed JSGF of lower-case words', () => {
    fc.assert(
      fc.property(fc.array(tool, { maxLength: 4 }), fc.nat(), (tools, seed) => {
        const { jsgf, words } = createCatalogue(tools).grammar();
        expect(words.every((word) => /^[a-z']+$/.test(word))).toBe(true);
        expect(fc.sample(sentencesOf(jsgf), { numRuns: 3, seed })).toHaveLength(3);
      }),
      { numRuns: 60 },
    );
  });

  it('there is an answer of whole sentences or calls with JSON arguments', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(tool, { maxLength: 3 }),
        fc.array(text, { minLength: 1, maxLength: 3 }),
        async (tools, texts) => {
          const person = conversation(tools);
          for (const one of texts) {
            const answer = await person.types(one);
            expect(answer.length).toBeGreaterThan(0);
            for (const part of answer) expect(part).toMatch(/^\S[\s\S]*([.?!…]["”]?|\})$/);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

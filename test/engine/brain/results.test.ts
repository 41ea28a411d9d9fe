import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sayResult } from '#engine/brain/results.ts';
import { conversation } from './conversation.ts';
import { harkTools } from './hark-tools.ts';

const say = (output: unknown, tool?: string) =>
  sayResult({ tool, output: typeof output === 'string' ? output : JSON.stringify(output) }).text;

describe('a tool result is said', () => {
  it.each([
    [{ speech: 'The timer is set for 10 minutes.', id: 4 }, 'The timer is set for 10 minutes.'],
    ['sunny and 21 degrees', 'Sunny and 21 degrees.'],
    [{ temperature: 21, condition: 'sunny' }, 'The temperature is 21 and the condition is sunny.'],
    [
      { cityName: 'Oslo', windSpeed: 3.5, rain: false },
      'The city name is Oslo, the wind speed is 3.5 and the rain is no.',
    ],
    [{ result: 42 }, '42.'],
    [[1, 2, 3], '1, 2 and 3.'],
    [[], 'There is nothing.'],
    [[{ name: 'a' }, { name: 'b' }], 'The name is a; the name is b.'],
    [{ songs: ['one', 'two'] }, 'The songs are one and two.'],
    [{ content: [{ type: 'text', text: 'Hello from a server.' }] }, 'Hello from a server.'],
    [0.1 + 0.2, '0.3.'],
    ['2026-11-21T10:15', 'Saturday, November 21, 2026 at 10:15 AM.'],
    [{ ok: true }, 'Done.'],
    ['', 'Done.'],
    [null, 'Done.'],
    [{ result: ' ' }, 'Done.'],
    ['"quoted text"', 'Quoted text.'],
  ])('%j as "%s"', (output, text) => {
    expect(say(output)).toBe(text);
  });

  it.each([
    [{ error: 'the disk is full' }, 'I could not do that: the disk is full.'],
    [{ error: { message: 'no such city' } }, 'I could not do that: no such city.'],
    [{ ok: false, message: 'nobody answered' }, 'I could not do that: nobody answered.'],
    [{ success: false }, 'I could not do that.'],
    [{ isError: true, speech: 'I cannot reach the server.' }, 'I cannot reach the server.'],
    ['Error: boom', 'I could not do that: boom.'],
    [
      'An error occurred while running the tool. Please try again. Error: no network',
      'I could not do that: no network.',
    ],
  ])('plainly when it failed: %j', (output, text) => {
    expect(
      sayResult({ tool: 'x', output: typeof output === 'string' ? output : JSON.stringify(output) }),
    ).toEqual({
      text,
      failed: true,
    });
  });

  it('shortly when it is long', () => {
    expect(say('word '.repeat(5000)).length).toBeLessThan(1700);
    expect(say(Array.from({ length: 30 }, (_, index) => index))).toBe('0, 1, 2, 3, 4, 5, 6, 7 and 22 more.');
  });

  it('whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (output) => {
        expect(say(output).trim()).not.toBe('');
      }),
    );
  });

  it('together with all others', async () => {
    const person = conversation(harkTools);
    await person.types('what time is it');
    expect(await person.results('{"speech":"It is three."}', '{"error":"no date"}')).toEqual([
      'It is three.',
      'I could not do that: no date.',
    ]);
  });
});

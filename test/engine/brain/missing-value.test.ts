import { describe, expect, it } from 'vitest';
import { conversation } from './conversation.ts';
import { harkTools } from './hark-tools.ts';
import { allTools, strangersTools } from './session-tools.ts';

describe('a missing value', () => {
  it('is asked for, and the next words are the answer', async () => {
    const person = conversation(allTools);
    expect(await person.types('what is the weather')).toEqual(['Which city?']);
    expect(await person.types('in London')).toEqual(['get_weather {"city":"London"}']);
  });

  it('is asked for by voice too', async () => {
    const person = conversation(harkTools);
    expect(await person.says('set a timer')).toEqual(['For how long?']);
    expect(await person.says('for ten minutes')).toEqual(['set_timer {"seconds":600}']);
  });

  it('is asked for one at a time', async () => {
    const person = conversation(allTools);
    expect(await person.types('book a table')).toEqual(['What should the people be?']);
    expect(await person.types('four')).toEqual(['For which day?']);
    expect(await person.types('next friday')).toEqual(['At what time?']);
    expect(await person.types('at half past seven p m')).toEqual([
      'book_table {"people":4,"date":"2026-11-27","time":"19:30"}',
    ]);
  });

  it('offers the choices of a short list', async () => {
    const person = conversation(strangersTools);
    expect(await person.types('set light')).toEqual(['Which room: kitchen, living room or bed room two?']);
    expect(await person.types('the living room')).toEqual(['Which on: on or off?']);
    expect(await person.types('off')).toEqual(['setLight {"room":"living_room","on":false}']);
  });

  it('is asked for again when the answer does not fit', async () => {
    const person = conversation(harkTools);
    await person.types('set a timer');
    expect(await person.types('banana')).toEqual(['Sorry, I need to know that first.', 'For how long?']);
    expect(await person.types('five minutes')).toEqual(['set_timer {"seconds":300}']);
  });

  it('can be left out after all', async () => {
    const person = conversation(allTools);
    await person.types('what is the weather');
    expect(await person.types('never mind')).toEqual(['All right, I leave it.']);
    expect((await person.types('paris'))[0]).not.toMatch(/^get_weather/);
  });

  it('gives way to another command', async () => {
    const person = conversation(harkTools);
    await person.types('set a timer');
    expect(await person.types('what time is it')).toEqual(['get_current_time {}']);
  });

  it('that is free text is taken as typed', async () => {
    const person = conversation(harkTools);
    expect(await person.types('remember something')).toEqual(['What should I remember?']);
    expect(await person.types('The gate code is 4711')).toEqual([
      'remember_fact {"text":"The gate code is 4711"}',
    ]);
  });

  it('that is free text is not asked for by voice alone', async () => {
    const person = conversation(harkTools);
    expect((await person.says('make a note')).join(' ')).toBe(
      'What should I remember? Please type it, or say it in one sentence, like “remember that i parked on level three”.',
    );
  });

  it('is still waited for after a noise', async () => {
    const person = conversation(allTools);
    await person.says('what is the weather');
    expect((await person.says(''))[0]).toBe('Sorry, I did not catch that.');
    expect(await person.says('paris')).toEqual(['get_weather {"city":"Paris"}']);
  });
});

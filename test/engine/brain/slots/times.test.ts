import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SlotType } from '#engine/brain/phrase/slot-type.ts';
import { timeSlot, untilTimeSlot } from '#engine/brain/slots/clock-time.ts';
import { dateSlot, momentSlot } from '#engine/brain/slots/date.ts';
import { durationSlot } from '#engine/brain/slots/duration.ts';
import { numberToWords } from '#engine/brain/text/number-words.ts';
import { spanOf, tokenise } from '#engine/brain/text/tokens.ts';

/** Saturday 21 November 2026, 15:00. */
const now = new Date(2026, 10, 21, 15, 0, 0);

function parse(type: SlotType, source: string) {
  const text = tokenise(source);
  return type.parse(spanOf(text, 0, text.tokens.length), now);
}

describe('lengths of time', () => {
  it.each([
    ['ten minutes', 600],
    ['90 seconds', 90],
    ['forty five minutes', 2700],
    ['an hour', 3600],
    ['half an hour', 1800],
    ['a half hour', 1800],
    ['an hour and a half', 5400],
    ['two and a half hours', 9000],
    ['two hours and a half', 9000],
    ['a minute and thirty seconds', 90],
    ['one hour twenty minutes', 4800],
    ['a quarter of an hour', 900],
    ['three quarters of an hour', 2700],
    ['a couple of minutes', 120],
    ['a hundred and twenty seconds', 120],
    ['1h30m', 5400],
    ['1.5 hours', 5400],
    ['2 days', 172_800],
  ])('"%s" is %d seconds', (text, seconds) => {
    expect(parse(durationSlot, text)).toBe(seconds);
  });

  it.each(['ten', 'minutes', 'ten minutes and', 'zero minutes', 'ten minutes old', '', 'seven thirty'])(
    '"%s" is none',
    (text) => {
      expect(parse(durationSlot, text)).toBeUndefined();
    },
  );

  it('adds hours, minutes and seconds as they are said', () => {
    const part = fc.integer({ min: 1, max: 99 });
    fc.assert(
      fc.property(part, part, part, (hours, minutes, seconds) => {
        const [h, m, s] = [hours, minutes, seconds].map(numberToWords);
        const total = hours * 3600 + minutes * 60 + seconds;
        expect(parse(durationSlot, `${h} hours ${m} minutes and ${s} seconds`)).toBe(total);
      }),
    );
  });
});

describe('times of day', () => {
  it.each([
    ['noon', '12:00'],
    ['midnight', '00:00'],
    ['seven p m', '19:00'],
    ['7pm', '19:00'],
    ['7:30 am', '07:30'],
    ['seven thirty in the morning', '07:30'],
    ['half past six in the evening', '18:30'],
    ['quarter to nine a m', '08:45'],
    ['a quarter past one pm', '13:15'],
    ['twenty five minutes to one pm', '12:35'],
    ['five past twelve am', '00:05'],
    ['ten at night', '22:00'],
    ['twelve at night', '00:00'],
    ['one at night', '01:00'],
    ['nine oh five a m', '09:05'],
    ["eight o'clock a m", '08:00'],
    ['19:45', '19:45'],
    ['07:30', '07:30'],
  ])('"%s" is %s', (text, time) => {
    expect(parse(timeSlot, text)).toBe(time);
  });

  it.each([
    ['four', '16:00'],
    ['two', '02:00'],
    ['three', '03:00'],
    ['twelve', '00:00'],
    ['half past six', '18:30'],
  ])('"%s" without morning or evening is the next one after 15:00: %s', (text, time) => {
    expect(parse(timeSlot, text)).toBe(time);
  });

  it.each(['25:00', 'thirteen p m', 'seven sixty', 'banana', 'half past', '7:61'])('"%s" is none', (text) => {
    expect(parse(timeSlot, text)).toBeUndefined();
  });

  it('can be counted down to', () => {
    expect(parse(untilTimeSlot, 'half past three')).toBe(1800);
    expect(parse(untilTimeSlot, 'noon')).toBe(21 * 3600);
  });
});

describe('days', () => {
  it.each([
    ['today', '2026-11-21'],
    ['tomorrow', '2026-11-22'],
    ['the day after tomorrow', '2026-11-23'],
    ['yesterday', '2026-11-20'],
    ['next friday', '2026-11-27'],
    ['on monday', '2026-11-23'],
    ['in three days', '2026-11-24'],
    ['in a week', '2026-11-28'],
    ['in forty five days', '2027-01-05'],
    ['march third', '2027-03-03'],
    ['the twenty first of december', '2026-12-21'],
    ['december the twenty fifth', '2026-12-25'],
    ['the thirty first of march', '2027-03-31'],
    ['5 march', '2027-03-05'],
    ['May 3, 2027', '2027-05-03'],
    ['2026-12-24', '2026-12-24'],
  ])('"%s" is %s', (text, date) => {
    expect(parse(dateSlot, text)).toBe(date);
  });

  it.each(['banana', 'friday banana', 'in forty five minutes', 'february thirtieth', ''])(
    '"%s" is none',
    (text) => {
      expect(parse(dateSlot, text)).toBeUndefined();
    },
  );
});

describe('points in time', () => {
  it.each([
    ['tomorrow at seven p m', '2026-11-22T19:00'],
    ['seven p m tomorrow', '2026-11-22T19:00'],
    ['next friday at noon', '2026-11-27T12:00'],
    ['half past four', '2026-11-21T16:30'],
    ['in forty five minutes', '2026-11-21T15:45'],
    ['in an hour and a half', '2026-11-21T16:30'],
    ['at 9:15 am', '2026-11-22T09:15'],
    ['today at five', '2026-11-21T17:00'],
  ])('"%s" is %s', (text, moment) => {
    expect(parse(momentSlot, text)).toBe(moment);
  });

  it('are none without a time', () => {
    expect(parse(momentSlot, 'tomorrow')).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import {
  type GestureEffect,
  type GestureEvent,
  type GestureMode,
  type GestureState,
  MAX_TURN_MS,
  NO_GESTURE,
  reduceGesture,
} from '#core/gesture/gesture.ts';

type Played = { readonly state: GestureState; readonly effects: readonly GestureEffect[] };
type Timed = readonly [at: number, what: string, key?: string | undefined];

function play(mode: GestureMode, script: readonly Timed[]): Played {
  return script.reduce<Played>(
    ({ state, effects }, [at, type, key = 'hotkey']) => {
      const step = reduceGesture(state, { type, at, key } as GestureEvent, mode);
      return { state: step.state, effects: step.effect === undefined ? effects : [...effects, step.effect] };
    },
    { state: NO_GESTURE, effects: [] },
  );
}

const down = (at: number, key?: string): Timed => [at, 'key_down', key];
const up = (at: number, key?: string): Timed => [at, 'key_up', key];

describe('what a key means', () => {
  it.each<[string, GestureMode, readonly Timed[], readonly GestureEffect[]]>([
    ['hold: talks while it is down', 'hold', [down(0), up(900)], ['begin', 'send']],
    ['hold: an accidental tap is forgotten', 'hold', [down(0), up(149)], ['begin', 'discard']],
    ['hold: a short word is none', 'hold', [down(0), up(150)], ['begin', 'send']],
    [
      'toggle: a press begins, the next one ends',
      'toggle',
      [down(0), up(80), down(900), up(980)],
      ['begin_latched', 'send'],
    ],
    ['toggle: holding it changes nothing', 'toggle', [down(0), up(2_000)], ['begin_latched']],
    ['auto: a long press is a hold', 'auto', [down(0), up(500)], ['begin', 'send']],
    ['auto: a tap latches', 'auto', [down(0), up(499)], ['begin', 'latch']],
    [
      'auto: the next press ends a latch at once',
      'auto',
      [down(0), up(90), down(900)],
      ['begin', 'latch', 'send'],
    ],
    [
      'auto: that press begins nothing when it goes up',
      'auto',
      [down(0), up(90), down(900), up(960)],
      ['begin', 'latch', 'send'],
    ],
    ['hands-free: it interrupts', 'hands_free', [down(0), up(90)], ['attend']],
  ])('%s', (_title, mode, script, effects) => {
    expect(play(mode, script).effects).toEqual(effects);
  });
});

describe('a key that', () => {
  it.each<[string, GestureMode, readonly Timed[], readonly GestureEffect[]]>([
    [
      'repeats itself is pressed once',
      'auto',
      [down(0), down(500), down(530), down(560), up(900)],
      ['begin', 'send'],
    ],
    [
      'repeats itself after it ended a latch begins nothing',
      'toggle',
      [down(0), up(50), down(600), down(1_100), down(1_130)],
      ['begin_latched', 'send'],
    ],
    [
      'repeats itself after a cancel begins nothing',
      'hold',
      [down(0), [600, 'cancel'], down(630), up(700)],
      ['begin', 'discard'],
    ],
    ['bounces is pressed once', 'auto', [down(0), up(20), down(40), up(60)], ['begin', 'latch']],
    ['goes up without having gone down does nothing', 'hold', [up(0)], []],
    [
      'goes up while another one holds ends nothing',
      'hold',
      [down(0, 'space'), down(300, 'button'), up(600, 'button')],
      ['begin'],
    ],
    ['is lost ends its hold and never latches', 'auto', [down(0), [200, 'key_lost']], ['begin', 'send']],
    [
      'is lost while another one holds ends nothing',
      'auto',
      [down(0, 'space'), [200, 'key_lost', 'button']],
      ['begin'],
    ],
    [
      'lost its key-up lets go with its next one',
      'hold',
      [down(0), down(9_000), up(9_400)],
      ['begin', 'send'],
    ],
    [
      'lost its key-up after a cancel can be pressed again',
      'hold',
      [down(0), [600, 'cancel'], down(9_000), up(9_400)],
      ['begin', 'discard', 'begin', 'send'],
    ],
  ])('%s', (_title, mode, script, effects) => {
    expect(play(mode, script).effects).toEqual(effects);
  });
});

describe('without a key-up', () => {
  it.each<[string, GestureMode, readonly Timed[], readonly GestureEffect[]]>([
    [
      'a toggle begins and ends, whatever the keys mean',
      'hold',
      [
        [0, 'toggle'],
        [900, 'toggle'],
      ],
      ['begin_latched', 'send'],
    ],
    [
      'a toggle that bounces counts once',
      'auto',
      [
        [0, 'toggle'],
        [149, 'toggle'],
      ],
      ['begin_latched'],
    ],
    [
      'a toggle frees the hand in the middle of a sentence',
      'hold',
      [down(0), [700, 'toggle'], up(900)],
      ['begin', 'latch'],
    ],
    ['a toggle mutes hands-free', 'hands_free', [[0, 'toggle']], ['toggle_mute']],
    [
      'a program starts and stops as quickly as it likes',
      'auto',
      [
        [0, 'start'],
        [1, 'stop'],
      ],
      ['begin_latched', 'send'],
    ],
    [
      'a second start changes nothing',
      'auto',
      [
        [0, 'start'],
        [1, 'start'],
      ],
      ['begin_latched'],
    ],
    ['a stop ends a hold', 'hold', [down(0), [300, 'stop'], up(600)], ['begin', 'send']],
    [
      'a cancel forgets a latch',
      'auto',
      [
        [0, 'toggle'],
        [300, 'cancel'],
      ],
      ['begin_latched', 'discard'],
    ],
    ['a cancel of nothing is nothing', 'auto', [[0, 'cancel']], []],
    ['what somebody else ended needs nothing done', 'hold', [down(0), [300, 'reset'], up(600)], ['begin']],
    [
      'a hold ends at its limit',
      'hold',
      [down(0), [MAX_TURN_MS - 1, 'tick'], [MAX_TURN_MS, 'tick']],
      ['begin', 'send'],
    ],
    [
      'a latch ends at its limit',
      'auto',
      [
        [0, 'toggle'],
        [MAX_TURN_MS, 'tick'],
      ],
      ['begin_latched', 'send'],
    ],
  ])('%s', (_title, mode, script, effects) => {
    expect(play(mode, script).effects).toEqual(effects);
  });
});

import { describe, expect, it } from 'vitest';
import { createRulesBrain } from '#engine/brain/rules-brain.ts';
import { allTools } from './session-tools.ts';

const brain = createRulesBrain({ clock: { wallTime: () => 0 } });

describe('completeness of what was said so far', () => {
  it.each([
    '',
    'what',
    'what time',
    'set a timer for',
    'set a timer for ten',
    'open the',
    'please',
    'banana',
  ])('"%s" is incomplete', (text) => {
    expect(brain.completeness(text, allTools)).toBe('incomplete');
  });

  it.each([
    'set a timer for ten minutes',
    'set a timer',
    'cancel',
    'cancel the timer',
    'what is twelve times seven',
    'remember that i parked',
    'what is the weather',
    'what is the weather in paris',
  ])('"%s" may continue', (text) => {
    expect(brain.completeness(text, allTools)).toBe('complete_may_continue');
  });

  it.each([
    'what time is it',
    'hey hark what time is it please',
    'how much battery is left',
    'talk to billing',
    'open the calculator',
    'in london',
  ])('"%s" is complete', (text) => {
    expect(brain.completeness(text, allTools)).toBe('complete');
  });
});

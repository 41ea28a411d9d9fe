import type { Grammar } from '#engine/stages.ts';

/** A grammar of the size and shape the brain makes: a few dozen intents with numbers, names and optional words. */
const JSGF = `#JSGF V1.0;
grammar commands;
<digit> = one | two | three | four | five | six | seven | eight | nine;
<teen> = ten | eleven | twelve | thirteen | fourteen | fifteen | sixteen | seventeen | eighteen | nineteen;
<tens> = twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety;
<number> = <digit> | <teen> | <tens> [<digit>] | (a | <digit>) hundred [and] [<digit> | <teen> | <tens> [<digit>]];
<unit> = second | seconds | minute | minutes | hour | hours;
<duration> = <number> <unit> [and <number> <unit>];
<folder> = downloads | documents | desktop | pictures | music;
<app> = calculator | browser | firefox | terminal | editor | calendar;
<time> = what time is it [now] | what's the time | tell me the time;
<date> = what day is it [today] | what is (the date | today's date);
<timer> = (set | start) a timer for <duration> | cancel (the | my) timer | how much time is left;
<open> = open (my | the) <folder> folder | (open | launch | start) the <app>;
<volume> = turn the volume (up | down) | set the volume to <number> percent | mute the sound;
<system> = how much battery is left | how much disk space is free | take a screenshot | lock the screen;
<calc> = what is <number> (plus | minus | times | divided by) <number>;
<talk> = stop | never mind | say that again | hello | good morning | thank you | goodbye | what can you do;
public <command> = (<time> | <date> | <timer> | <open> | <volume> | <system> | <calc> | <talk>) [please];
`;

/** A grammar from JSGF text, its words collected. */
export function grammarOf(jsgf: string): Grammar {
  const rules = jsgf.replace(/^#JSGF[^;]*;\s*grammar[^;]*;/, '').replace(/public|<[^>]*>/g, ' ');
  return { jsgf, words: [...new Set(rules.match(/[\p{L}\d'+]+/gu) ?? [])] };
}

export const commands: Grammar = grammarOf(JSGF);

/** Sentences of the grammar. Pairs the model is known to confuse (thirteen and thirty, ten and two) are left to the benchmark. */
export const IN_GRAMMAR = [
  'what time is it',
  "what is today's date",
  'set a timer for twenty minutes',
  'how much battery is left',
  'open the downloads folder',
  'launch the calculator',
  'turn the volume up',
  'take a screenshot',
  'what is twelve plus thirty five',
  'never mind',
] as const;

/** Everyday sentences the grammar knows nothing of. */
export const OUT_OF_GRAMMAR = [
  'i was thinking about getting a new bicycle next summer',
  'my brother works at the hospital downtown',
  'the quick brown fox jumps over the lazy dog',
  'we should probably leave before it starts raining',
] as const;

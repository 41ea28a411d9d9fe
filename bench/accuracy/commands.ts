/** A sentence and the one call it must lead to. */
export type Command = {
  readonly sentence: string;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
};

const command = (sentence: string, tool: string, args: Command['arguments'] = {}): Command => ({
  sentence,
  tool,
  arguments: args,
});

/** Closed commands of every kind: none has a free text, which is guessed word by word and judged by nobody. */
export const COMMANDS: readonly Command[] = [
  command('what time is it', 'get_current_time'),
  command('tell me the time please', 'get_current_time'),
  command('what day is it', 'get_date'),
  command('what is the date today', 'get_date'),
  command('set a timer for ten minutes', 'set_timer', { seconds: 600 }),
  command('set a timer for fifteen minutes', 'set_timer', { seconds: 900 }),
  command('start a timer for an hour and a half', 'set_timer', { seconds: 5400 }),
  command('give me a ninety second timer', 'set_timer', { seconds: 90 }),
  command('remind me in five minutes', 'set_timer', { seconds: 300 }),
  command('wake me up in twenty minutes', 'set_timer', { seconds: 1200 }),
  command('how much time is left', 'list_timers'),
  command('what timers do i have', 'list_timers'),
  command('cancel the timer', 'cancel_timer'),
  command('what do you remember', 'recall_facts'),
  command('open the calculator', 'open_target', { target: 'calculator' }),
  command('open my downloads folder', 'open_target', { target: 'downloads' }),
  command('read my clipboard', 'read_clipboard'),
  command('how much battery is left', 'get_system_info', { topic: 'battery' }),
  command('how much disk space do i have', 'get_system_info', { topic: 'disk' }),
  command('how is my computer doing', 'get_system_info', { topic: 'all' }),
  command('what is twelve times seven', 'calculate', { expression: '12 * 7' }),
  command('what is fifteen percent of two hundred', 'calculate', { expression: '15 / 100 * 200' }),
  command('square root of eighty one', 'calculate', { expression: 'sqrt(81)' }),
  command('what is two point five times four', 'calculate', { expression: '2.5 * 4' }),
];

/** Nothing of this is a command. */
export const OFF_TOPIC: readonly string[] = [
  'i was hoping to buy a new bicycle in the summer',
  'she said that the film was far too long',
  'coffee has become so expensive lately',
  'we ought to leave before it rains again',
  'my brother works at a hospital in the city',
  'have you ever travelled to japan',
  'that is an odd way to put it',
  'let us go and have lunch together',
  'nobody knows where the cat went',
  'the train was late for the third time this week',
];

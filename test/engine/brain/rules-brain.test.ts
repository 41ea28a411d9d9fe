import { describe, expect, it } from 'vitest';
import { createRulesBrain } from '#engine/brain/rules-brain.ts';
import { conversation } from './conversation.ts';
import { functionTool, harkTools } from './hark-tools.ts';
import { allTools } from './session-tools.ts';

describe('commands', () => {
  it('call the tool with the arguments of the sentence', async () => {
    const person = conversation(harkTools);
    expect(await person.types('Set a timer for an hour and a half, please!')).toEqual([
      'set_timer {"seconds":5400}',
    ]);
  });

  it('are only understood when the session has the tool', async () => {
    const person = conversation([functionTool('get_date')]);
    const [first] = await person.types('set a timer for ten minutes');
    expect(first).toBe('I did not understand that.');
  });

  it('change with the tools of the session', async () => {
    const person = conversation([functionTool('get_date')]);
    await person.types('hello');
    person.tools = harkTools;
    expect(await person.types('what time is it')).toEqual(['get_current_time {}']);
  });

  it('keep the spelling of what was typed', async () => {
    const person = conversation(harkTools);
    expect(await person.types('Remember that the Wi-Fi password is Tülip 42')).toEqual([
      'remember_fact {"text":"the Wi-Fi password is Tülip 42"}',
    ]);
  });

  it('are not started once the response is cancelled', async () => {
    const brain = createRulesBrain({ clock: { wallTime: () => 0 } });
    const aborted = AbortSignal.abort();
    const context = { instructions: '', tools: harkTools, toolChoice: 'auto' as const, items: [] };
    const first = await brain.respond(context, aborted)[Symbol.asyncIterator]().next();
    expect(first.done).toBe(true);
  });
});

describe('small talk', () => {
  const person = conversation(harkTools);
  it.each([
    ['hello', 'Hello.'],
    ['good morning', 'Hello.'],
    ['thanks a lot', 'You are welcome.'],
    ['goodbye', 'Goodbye.'],
    ['never mind', 'Okay.'],
    ['who are you', 'I am the offline assistant.'],
    ['yes', 'I had not asked anything.'],
  ])('"%s" is answered with "%s"', async (text, answer) => {
    const [first] = await person.types(text);
    expect(first).toBe(answer);
  });

  it('beyond that is declined with a way to get free conversation', async () => {
    const answer = await person.types('what is the meaning of life');
    expect(answer[0]).toBe('I did not understand that.');
    expect(answer.at(-1)).toBe('For that, choose a server in the settings.');
  });

  it('repeats the last answer', async () => {
    await person.types('goodbye');
    expect(await person.types('say that again')).toEqual(['Goodbye.']);
  });

  it('greets when there is nothing to answer', async () => {
    expect(await conversation(harkTools).respond()).toEqual(['Hello.', 'What can I do for you?']);
  });
});

describe('help', () => {
  it('shows sentences for tools of the session, and they work', async () => {
    const answer = (await conversation(harkTools).types('what can you do')).join(' ');
    const examples = [...answer.matchAll(/“(.+?)”/g)].map((match) => match[1]!);
    expect(examples.length).toBeGreaterThanOrEqual(3);
    for (const example of examples) {
      const [call] = await conversation(harkTools).types(example);
      expect(call).toMatch(/^\w+ \{.*\}$/);
    }
  });

  it('says so when there are no tools', async () => {
    const [first] = await conversation([]).types('what can you do');
    expect(first).toBe('I have no tools in this session.');
  });
});

describe('typed text that nobody foresaw', () => {
  it('is acted on when it is close, harmless and accounted for', async () => {
    const person = conversation(harkTools);
    expect(await person.types('set a timmer for 5 min')).toEqual(['set_timer {"seconds":300}']);
  });

  it('is asked about when a tool could do damage; "yes" does it', async () => {
    const person = conversation(harkTools);
    expect(await person.types('cancl timer')).toEqual(['Did you mean “cancel timer”?']);
    expect(await person.types('yes')).toEqual(['cancel_timer {}']);
  });

  it('is dropped by "no"', async () => {
    const person = conversation(harkTools);
    await person.types('cancl timer');
    expect(await person.types('no')).toEqual(['All right, I leave it.']);
    expect(await person.types('yes')).toEqual(['I had not asked anything.', 'What can I do for you?']);
  });

  it('is asked about when a word is not accounted for', async () => {
    const person = conversation(harkTools);
    expect(await person.types('how is the purple timer')).toEqual(['Did you mean “how is the timer”?']);
  });
});

describe('speech', () => {
  it.each([
    { risk: 'harmless', text: 'what time is it', threshold: -9.5, call: 'get_current_time {}' },
    { risk: 'normal', text: 'cancel the timer', threshold: -7, call: 'cancel_timer {}' },
    { risk: 'careful', text: 'open the terminal', threshold: -4, call: 'open_target {"target":"terminal"}' },
  ])('for a $risk tool needs a score of at least $threshold', async ({ text, threshold, call }) => {
    expect(await conversation(harkTools).says(text, threshold)).toEqual([call]);
    const [refusal, hint] = await conversation(harkTools).says(text, threshold - 0.1);
    expect(refusal).toBe('Sorry, I am not sure I heard you right.');
    expect(hint).toMatch(/^If you meant “.+”, please say it again\.$/);
  });

  it('that was not heard runs nothing and hints at what can be said', async () => {
    const answer = await conversation(harkTools).says('', Number.NEGATIVE_INFINITY);
    expect(answer[0]).toBe('Sorry, I did not catch that.');
    expect(answer[1]).toMatch(/^You can say, for example, “.+”\.$/);
  });

  it('is never guessed at: an answer without a question does nothing', async () => {
    const [first] = await conversation(harkTools).says('ten minutes');
    expect(first).toBe('Sorry, I did not catch that.');
  });

  it('answers an open question only when it was heard well', async () => {
    const person = conversation(harkTools);
    await person.says('set a timer');
    expect((await person.says('ten minutes', -12))[0]).toBe('Sorry, I need to know that first.');
    expect(await person.says('ten minutes', 1)).toEqual(['set_timer {"seconds":600}']);
  });

  it('with guessed words is marked as approximate once it is done', async () => {
    const person = conversation(harkTools);
    expect(await person.says('remember that my car is on level two')).toEqual([
      'remember_fact {"text":"my car is on level two"}',
    ]);
    expect(await person.results('{"speech":"I will remember that."}')).toEqual([
      'I will remember that.',
      'I may have misheard a word; typing is exact.',
    ]);
  });

  it('without guessed words is not', async () => {
    const person = conversation(harkTools);
    await person.says('what time is it');
    expect(await person.results('{"speech":"It is three."}')).toEqual(['It is three.']);
  });
});

describe('tool_choice', () => {
  it('none calls nothing', async () => {
    const person = conversation(harkTools);
    person.toolChoice = 'none';
    expect(await person.types('what time is it')).toEqual(['I may not use my tools for this answer.']);
  });

  it('required calls the nearest tool that can do no harm', async () => {
    const person = conversation(harkTools);
    person.toolChoice = 'required';
    expect(await person.types('hello')).toHaveLength(1);
    expect((await person.types('hello'))[0]).toMatch(/^\w+ \{/);
    expect(await person.types('the date')).toEqual(['get_date {}']);
  });

  it('a function calls just that one, with the text as its only missing argument', async () => {
    const person = conversation(harkTools);
    person.toolChoice = { type: 'function', name: 'recall_facts' };
    expect(await person.types('what time is it')).toEqual(['recall_facts {}']);
    person.toolChoice = { type: 'function', name: 'remember_fact' };
    expect(await person.types('I like tea')).toEqual(['remember_fact {"text":"I like tea"}']);
  });

  it('a function that the session does not have changes nothing', async () => {
    const person = conversation(harkTools);
    person.toolChoice = { type: 'function', name: 'launch_rocket' };
    expect(await person.types('what time is it')).toEqual(['get_current_time {}']);
  });
});

describe('handoffs', () => {
  it.each(['talk to billing', 'transfer me to billing support', 'can i speak to the billing department'])(
    '"%s" calls the handoff tool',
    async (text) => {
      expect(await conversation(allTools).types(text)).toEqual(['transfer_to_billing_support {}']);
    },
  );

  it('are announced by the agent that takes over', async () => {
    const person = conversation(allTools);
    await person.types('talk to sales');
    expect(await person.results('{"assistant":"Sales"}')).toEqual([
      'You are now talking to sales.',
      'What can I do for you?',
    ]);
  });
});

describe('an announcement that nobody asked for', () => {
  const announce = [
    { type: 'function_call', call_id: 'a', name: 'announce', arguments: '{}' },
    { type: 'function_call_output', call_id: 'a', output: '{"speech":"Your timer rings. It was for tea."}' },
  ] as const;

  it('is said sentence by sentence', async () => {
    const person = conversation(harkTools);
    expect(await person.respondTo(announce)).toEqual(['Your timer rings.', 'It was for tea.']);
  });

  it('leaves a question open', async () => {
    const person = conversation(harkTools);
    await person.types('set a timer');
    await person.respondTo(announce);
    expect(await person.types('ten minutes')).toEqual(['set_timer {"seconds":600}']);
  });
});

import type { ToolIntentDeclaration } from './intent.ts';

export const timeIntents: readonly ToolIntentDeclaration[] = [
  {
    tool: 'get_current_time',
    risk: 'harmless',
    example: 'what time is it',
    phrases: [
      'what time is it [now | right now | at the moment]',
      '(what is | tell me | give me | check) the [current | exact] time [now | right now]',
      '(tell me | do you know) what time it is [now | right now]',
      'do you (have | know) the time',
      'what time do you have',
      'how late is it [now]',
    ],
    typed: [
      'what time have you got',
      'i need the [current | exact] time',
      'tell me how late it is',
      '[have you] got the time',
      '[current | the] time [check]',
    ],
  },
  {
    tool: 'get_date',
    risk: 'harmless',
    example: 'what day is it',
    phrases: [
      '(what | which) (day | date) (is it [today | now] | is today)',
      "(what is | tell me | give me) (the [current] date | today's date | the [current] day) [today]",
      '(tell me | do you know) what (day | date) it is [today]',
      'what day of the (week | month) is it [today]',
    ],
    typed: [
      '(what | which) (day | date) do we have [today]',
      'check the [current] (date | day)',
      "(what is | tell me) today's day",
      'what is today',
      'the date',
      'what (year | month) is it',
    ],
  },
];

export const timerIntents: readonly ToolIntentDeclaration[] = [
  {
    tool: 'set_timer',
    risk: 'harmless',
    example: 'set a timer for ten minutes',
    questions: { seconds: 'For how long?' },
    phrases: [
      `[set | start | make | create | give me | i need] [me] [a | the | my | another] [new] [{label:known_label}] timer
        [for | of] {seconds:duration} [(for [the | my] | called | named) {label:label}]`,
      '[set | start | make | create | give me | i need] [a | an] {seconds:duration} (timer | countdown)',
      '(set | start | make | create | give me | i need) [me] (a | another) [new] timer',
      'count down [from | for] {seconds:duration}',
      `(wake me [up] | remind me | set an alarm) ((in | after) {seconds:duration} | (at | for) {seconds:until_time})
        [(to | that | about) {label:free}]`,
      'remind me to {label:free} (in {seconds:duration} | at {seconds:until_time})',
      '(set | i need) (an alarm | a reminder)',
    ],
    typed: [
      '[begin | put on | run | set up | i want] [me] [a | the] [{label:known_label}] timer [for | of | to | at] {seconds:duration}',
      '(set | start | make | create) [me] [a | the] {label:typed} timer [for | to] {seconds:duration}',
      '(begin | put on | run | set up | i want) [me] a timer',
      '[set] [an | a] {seconds:duration} alarm',
      '[start] (countdown | counting down) [from | for] {seconds:duration}',
      '(alert me | tell me | ping me | buzz me | notify me | let me know | call me) (in | after) {seconds:duration}',
      'remind me to {label:typed}',
    ],
  },
  {
    tool: 'list_timers',
    risk: 'harmless',
    example: 'how much time is left',
    phrases: [
      '(list | show me | check | tell me) [all] [the | my | all my] [active | running] (timer | timers | reminders | alarms)',
      'what (timers | alarms | reminders) (do i have | are (running | set | active))',
      '(how much time | how long | how many minutes) (is left | do i have left) [on (the | my) timer]',
      'how (much time | long) until (the | my) timer (goes off | ends | rings | is done)',
      'when (does | will) (the | my) timer (go off | end | ring)',
      'are there any timers [running | set]',
      'how is (the | my) timer [doing]',
    ],
    typed: [
      '(show | read | read me) [all] [the | my | all my] [active | running] (timer | timers | reminders | alarms)',
      'which timers (do i have | are (running | on))',
      '(how much time | how long) (remains | left | is there) [on (the | my) timer]',
      '(do i have any | are any) timers [running | set]',
      'is there a timer [running | set]',
      'is (the | my) timer [still] (running | on | active)',
      'timer status',
    ],
  },
  {
    tool: 'cancel_timer',
    risk: 'normal',
    example: 'cancel the timer',
    phrases: [
      '(cancel | stop | delete | clear | remove | turn off) [the | my | that | all | all the | all my] (timer | timers | alarm | alarms | countdown | reminder)',
      '(cancel | stop | delete | clear | remove | turn off) (the | my) {label:label} (timer | alarm)',
      '(cancel | stop | delete) (the | my) timer (for | called | named) [the | my] {label:label}',
      'turn (the | my) (timer | alarm) off',
    ],
    typed: [
      '(kill | end | drop | get rid of | switch off | shut off) [the | my | that | all | all the | all my] (timer | timers | alarm | alarms | countdown | reminder)',
      'i (do not | no longer) need (the | a | that | my) timer [any more]',
    ],
  },
];

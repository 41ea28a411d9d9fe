import type { ToolIntentDeclaration } from './intent.ts';

export const timeIntents: readonly ToolIntentDeclaration[] = [
  {
    tool: 'get_current_time',
    risk: 'harmless',
    example: 'what time is it',
    phrases: [
      'what time is it [now | right now | at the moment]',
      'what time (do you have | have you got)',
      '(what is | tell me | give me | check | i need) the [current | exact] time [now | right now]',
      'do you (have | know) the time',
      '(tell me | do you know) what time it is [now | right now]',
      'how late is it [now]',
      '([have you] got the time | current time | the time | time check)',
    ],
  },
  {
    tool: 'get_date',
    risk: 'harmless',
    example: 'what day is it',
    phrases: [
      '(what | which) (day | date) (is it [today | now] | is today | do we have [today])',
      'what day of the (week | month) is it [today]',
      "(what is | tell me | give me | check) (the [current] date | today's date | the [current] day | today's day) [today]",
      'what is today',
      '(tell me | do you know) what (day | date) it is [today]',
      '(the date | what year is it | what month is it)',
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
      `[set | start | make | create | begin | put on | run | give me | i need | i want] [up] [me] [a | the | my | another] [new]
        [{label:known_label}] timer [for | of | to | at] {seconds:duration} [(for [the | my] | called | named) {label:label}]`,
      '(set | start | make | create) [me] [a | the] {label:typed} timer [for | to] {seconds:duration}',
      '[set | start | make | create | give me | i need] [a | an] {seconds:duration} (timer | countdown | alarm)',
      '[start] (count down | countdown | counting down) [from | for] {seconds:duration}',
      '(set | start | make | create | begin | put on | give me | i need | i want) [up] [me] (a | the | another) [new] (timer | countdown)',
      `((wake me [up] | remind me | set an alarm) ((in | after) {seconds:duration} | (at | for) {seconds:until_time})
        | (alert me | ping me | buzz me | notify me | let me know) (in | after) {seconds:duration}) [(to | that | about) {label:free}]`,
      'remind me to {label:free} (in {seconds:duration} | at {seconds:until_time})',
      'remind me to {label:typed}',
      '(set | i need) (an alarm | a reminder)',
    ],
  },
  {
    tool: 'list_timers',
    risk: 'harmless',
    example: 'how much time is left',
    phrases: [
      '(list | show | show me | read | read me | check | tell me) [all] [the | my | all my] [active | running] (timer | timers | reminders | alarms)',
      'what (timers | alarms | reminders) (do i have | are (running | set | active | on))',
      'which timers (do i have | are running)',
      '(how much time | how long | how many minutes) (is left | do i have left | remains | left | is there) [on (the | my) timer]',
      'how (much time | long) until (the | my) timer (goes off | ends | rings | is done)',
      'when (does | will) (the | my) timer (go off | end | ring)',
      '(do i have any | are there any | are any) timers [running | set]',
      'how is (the | my) timer [doing]',
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
      '(cancel | stop | delete | clear | remove | kill | end | drop | get rid of | turn off | switch off | shut off) [the | my | that | all | all the | all my] (timer | timers | alarm | alarms | countdown | reminder)',
      '(cancel | stop | delete | clear | remove | turn off) (the | my) {label:label} (timer | alarm)',
      '(cancel | stop | delete | clear | remove) (the | my) timer (for | called | named) [the | my] {label:label}',
      'turn (the | my) (timer | alarm) off',
      'i (do not | no longer) need (the | a | that | my) timer [any more]',
    ],
  },
];

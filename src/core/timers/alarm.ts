import type { Ports } from '../ports.ts';
import { timerName } from '../tools/timer-names.ts';
import type { Timer, Timers } from './timers.ts';

export type AlarmParts = {
  readonly timers: Timers;
  readonly notify: Ports['notify'];
  readonly say: (sentence: string) => void;
};

/** Makes every timer that rings seen and heard. Returns what stops it. */
export function ringAlarms({ timers, notify, say }: AlarmParts): () => void {
  return timers.subscribe((event) => {
    if (event.type !== 'rang') return;
    const sentence = alarmSentence(event.timer);
    notify.show('Hark timer', sentence);
    say(sentence);
  });
}

function alarmSentence(timer: Timer): string {
  return timer.late
    ? `While I was away, your ${timerName(timer)} ended.`
    : `Your ${timerName(timer)} is done.`;
}

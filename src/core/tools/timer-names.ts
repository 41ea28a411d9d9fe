import { z } from 'zod';
import { plainText } from '../text/plain-text.ts';
import { spokenDuration } from '../text/words.ts';
import type { Timer } from '../timers/timers.ts';

/** What a timer is for, without the word "timer" that people say with it. */
export const timerLabel = z
  .string()
  .max(100)
  .transform((label) =>
    plainText(label)
      .replace(/\btimers?\b/gi, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );

/** "pasta timer"; a timer without a label is known by its length: "timer for 5 minutes". */
export function timerName({ label, seconds }: Pick<Timer, 'label' | 'seconds'>): string {
  return label === '' ? `timer for ${spokenDuration(seconds)}` : `${label} timer`;
}

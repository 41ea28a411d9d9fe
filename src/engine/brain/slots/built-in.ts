import type { SlotType } from '../phrase/slot-type.ts';
import { timeSlot, untilTimeSlot } from './clock-time.ts';
import { durationSlot } from './duration.ts';
import { expressionSlot, rootSlot } from './expression.ts';
import { freeNameSlot, freeTextSlot, typedTextSlot } from './free-text.ts';
import { fileNameSlot, knownLabelSlot, knownTargetSlot, labelSlot, targetSlot } from './named-things.ts';

/** The slot types that intent files name in their phrases. */
export const builtInSlots = {
  duration: durationSlot,
  time: timeSlot,
  until_time: untilTimeSlot,
  expression: expressionSlot,
  root: rootSlot,
  free: freeTextSlot,
  name: freeNameSlot,
  typed: typedTextSlot,
  label: labelSlot,
  known_label: knownLabelSlot,
  target: targetSlot,
  known_target: knownTargetSlot,
  file: fileNameSlot,
} as const satisfies Record<string, SlotType>;

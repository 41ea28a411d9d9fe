import { useRef, useState } from 'react';
import type { HotkeyCheck } from '#shared/bridge/requests.ts';
import type { HotkeyAction } from '#shared/hotkeys/actions.ts';
import { chordOfCodes, formatChord } from '#shared/hotkeys/chord.ts';
import { judgeCodes } from '#shared/hotkeys/rules.ts';
import type { Actions } from '../state/actions.ts';

export type HotkeySettingParts = {
  readonly action: HotkeyAction;
  readonly actions: Pick<Actions, 'checkHotkey' | 'updateSettings'>;
  readonly platform: string;
  /** The key was taken, or removed. */
  readonly onDone: () => void;
};

export type HotkeySetting = {
  /** What was wrong with the keys that were tried last, and what could be had instead. */
  readonly verdict: HotkeyCheck;
  readonly isChecking: boolean;
  /** Keys that were pressed together, by their `KeyboardEvent.code`. */
  offerCodes(codes: readonly string[]): void;
  offer(accelerator: string): void;
  remove(): void;
  /** Forgets what was wrong. */
  forget(): void;
};

const FINE: HotkeyCheck = { alternatives: [] };

/** Sets the key of one action, once core and the system have nothing against it. What was asked for last counts. */
export function useHotkeySetting({ action, actions, platform, onDone }: HotkeySettingParts): HotkeySetting {
  const [verdict, setVerdict] = useState(FINE);
  const [isChecking, setChecking] = useState(false);
  const asked = useRef(0);
  const forget = (): void => {
    asked.current += 1;
    setChecking(false);
    setVerdict(FINE);
  };
  const save = async (accelerator: string): Promise<void> => {
    const refusal = await actions.updateSettings({ hotkeys: { [action]: accelerator } });
    if (refusal === undefined) return onDone();
    setVerdict({ problem: { rule: 'refused', message: refusal.message }, alternatives: [] });
  };
  const offer = async (accelerator: string): Promise<void> => {
    forget();
    const question = asked.current;
    setChecking(true);
    const reply = await actions.checkHotkey(action, accelerator);
    if (question !== asked.current) return;
    setChecking(false);
    const found: HotkeyCheck = reply.ok
      ? reply.value
      : { problem: { rule: 'refused', message: reply.error.message }, alternatives: [] };
    setVerdict(found);
    if (found.problem === undefined) await save(accelerator);
  };
  return {
    verdict,
    isChecking,
    offerCodes(codes) {
      const judged = judgeCodes(codes, { platform, taken: [] });
      // Core knows who has a key; an accelerator cannot even say what is wrong with others.
      if (judged.ok || judged.problem.rule === 'reserved' || judged.problem.rule === 'in_use') {
        return void offer(formatChord(chordOfCodes(codes), platform));
      }
      forget();
      setVerdict({ problem: judged.problem, alternatives: [] });
    },
    offer: (accelerator) => void offer(accelerator),
    remove() {
      forget();
      void save('');
    },
    forget,
  };
}

import type { Cancel, Clock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { HotkeyCheck } from '#shared/bridge/requests.ts';
import type { HotkeyMode, HotkeysView, HotkeyViews, TestedHotkey } from '#shared/bridge/state.ts';
import { HOTKEY_ACTIONS, type HotkeyAction } from '#shared/hotkeys/actions.ts';
import { alternativesTo } from '#shared/hotkeys/alternatives.ts';
import {
  type HotkeyPlace,
  type HotkeyProblem,
  type HotkeyRule,
  judgeAccelerator,
  takenBesides,
} from '#shared/hotkeys/rules.ts';
import type { SettingsPatch } from '#shared/settings/settings.ts';
import type { AppStore } from '../bridge/app-store.ts';
import { applyPatch, type SettingsService } from '../settings/settings-service.ts';

/** What only a host that hears keys outside the app's windows can know. */
export type HotkeyHost = {
  /** Why the system does not give this accelerator; `undefined` when it does, and where only the desktop's own dialog could tell. */
  refusal(action: HotkeyAction, accelerator: string): Promise<string | undefined>;
};

/** Where such a host comes in. */
export type HotkeyDesk = {
  attach(host: HotkeyHost): void;
  /** Shows who hears which action. */
  show(actions: HotkeyViews): void;
  /** Shows what was heard in a test. */
  showTested(tested: Omit<TestedHotkey, 'count'>): void;
};

export type Hotkeys = HotkeyDesk & {
  setMode(mode: HotkeyMode): void;
  /** The patch, with its hotkeys in the one way to write them. Throws `invalid_input` for one that breaks a rule. */
  checked(patch: SettingsPatch): SettingsPatch;
  check(wanted: { readonly action: HotkeyAction; readonly accelerator: string }): Promise<HotkeyCheck>;
  close(): void;
};

export type HotkeysParts = {
  readonly store: AppStore;
  readonly settings: SettingsService;
  readonly clock: Clock;
  /** `process.platform` */
  readonly platform: string;
};

/** A page that records or tests says so again and again: after one that crashed, hotkeys work again so soon, ms. */
const MODE_LEASE_MS = 3_000;
const MAX_ALTERNATIVES = 3;
/** What somebody else has; whoever wants it is offered something near. */
const TAKEN_RULES: readonly HotkeyRule[] = ['reserved', 'in_use', 'refused'];

/** What hotkeys are for, and which keys they can have. */
export function createHotkeys({ store, settings, clock, platform }: HotkeysParts): Hotkeys {
  let host: HotkeyHost = { refusal: async () => undefined };
  let cancelLease: Cancel = () => {};
  const publish = (changes: Partial<HotkeysView>): void =>
    store.publish({ type: 'hotkeys', hotkeys: { ...store.snapshot.hotkeys, ...changes } });
  const setMode = (mode: HotkeyMode): void => {
    cancelLease();
    if (mode !== 'use') cancelLease = clock.after(MODE_LEASE_MS, () => setMode('use'));
    const { actions, mode: before } = store.snapshot.hotkeys;
    // Without what was tested before.
    if (mode !== before) store.publish({ type: 'hotkeys', hotkeys: { mode, actions } });
  };
  /** What another action wants, and what it got where that was taken. */
  const keysOf = (other: HotkeyAction): readonly string[] => [
    settings.current.hotkeys[other],
    store.snapshot.hotkeys.actions[other].bound,
  ];
  const problemOf = async (
    action: HotkeyAction,
    accelerator: string,
    place: HotkeyPlace,
  ): Promise<HotkeyProblem | undefined> => {
    const verdict = judgeAccelerator(accelerator, place);
    if (!verdict.ok) return verdict.problem;
    const message = await host.refusal(action, verdict.accelerator);
    return message === undefined ? undefined : { rule: 'refused', message };
  };
  const freeOnes = async (
    action: HotkeyAction,
    wanted: string,
    place: HotkeyPlace,
  ): Promise<readonly string[]> => {
    const free: string[] = [];
    for (const other of alternativesTo(wanted, place)) {
      if ((await host.refusal(action, other)) === undefined) free.push(other);
      if (free.length === MAX_ALTERNATIVES) break;
    }
    return free;
  };
  return {
    attach(attached) {
      host = attached;
    },
    show: (actions) => publish({ actions }),
    showTested(tested) {
      const count = (store.snapshot.hotkeys.tested?.count ?? 0) + 1;
      publish({ tested: { ...tested, count } });
    },
    setMode,
    async check({ action, accelerator }) {
      const place = { platform, taken: takenBesides(action, keysOf) };
      const problem = await problemOf(action, accelerator, place);
      if (problem === undefined) return { alternatives: [] };
      const isTaken = TAKEN_RULES.includes(problem.rule);
      return { problem, alternatives: isTaken ? await freeOnes(action, accelerator, place) : [] };
    },
    checked(patch) {
      const wishes = applyPatch(settings.current, patch).hotkeys;
      const hotkeys: Partial<Record<HotkeyAction, string>> = {};
      for (const action of HOTKEY_ACTIONS) {
        const accelerator = patch.hotkeys?.[action];
        if (accelerator !== undefined) {
          hotkeys[action] = checkWish(action, accelerator, {
            platform,
            taken: takenBesides(action, (other) => [wishes[other]]),
          });
        }
      }
      return patch.hotkeys === undefined ? patch : { ...patch, hotkeys };
    },
    close: () => cancelLease(),
  };
}

function checkWish(action: HotkeyAction, accelerator: string, place: HotkeyPlace): string {
  if (accelerator === '') return '';
  const verdict = judgeAccelerator(accelerator, place);
  if (verdict.ok) return verdict.accelerator;
  throw new HarkError('invalid_input', verdict.problem.message, {
    field: `hotkeys.${action}`,
    kept: 'The shortcut is what it was.',
  });
}

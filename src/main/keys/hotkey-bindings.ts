import { isWayland, type KeyPlace, type KeyProviderRow } from '#core/hotkeys/key-providers.ts';
import type { LogPort } from '#core/ports.ts';
import type { Cancel, Clock } from '#shared/base/clock.ts';
import type { HotkeyMode, HotkeyViews, KeyProviderId } from '#shared/bridge/state.ts';
import { HOTKEY_ACTIONS, type HotkeyAction } from '#shared/hotkeys/actions.ts';
import { type ActiveProvider, bindAll, restartDeaf } from './bind-all.ts';
import { createHotkeyPresses, type HotkeyPresses, type HotkeyPressesParts } from './hotkey-presses.ts';
import type { Bindings, KeyListener, KeyProvider, KeyStart } from './key-provider.ts';

export type HotkeyBindingsParts = HotkeyPressesParts & {
  readonly providers: Readonly<Record<KeyProviderId, KeyProvider>>;
  readonly place: KeyPlace;
  readonly clock: Clock;
  readonly log: LogPort;
  readonly onViews: (views: HotkeyViews) => void;
};

/** The keys of all actions outside Hark's windows, each heard by the best provider that works here. */
export type HotkeyBindings = {
  /** Takes these accelerators; `''` is none. The same ones again change nothing. */
  use(wishes: Readonly<Record<HotkeyAction, string>>): Promise<void>;
  setMode(mode: HotkeyMode): void;
  /** Sleep or a locked screen lost the key-up, and may have left a provider deaf without ending it: starts all anew. */
  rearm(): Promise<void>;
  close(): void;
};

/** A provider that ended this often since the wishes changed is not tried again. */
const MAX_ENDS = 3;
/** Before a provider that ended is tried again, ms. */
const REVIVE_MS = 1_000;

/**
 *   off ──use──▶ starting ──each by the first that hears it──▶ listening ──the end of one, 1 s──▶ starting
 *                                                                  └──use, rearm──▶ starting
 */
export function createHotkeyBindings(parts: HotkeyBindingsParts): HotkeyBindings {
  const ends = new Map<KeyProviderId, number>();
  const presses = createHotkeyPresses(parts);
  let wishes: Bindings = new Map();
  /** Counts the starts: what belongs to a former one is ignored. */
  let run = 0;
  let active: readonly ActiveProvider[] = [];
  let cancelRevival: Cancel = () => {};

  const stop = (): void => {
    run += 1;
    cancelRevival();
    closeAll(active);
    active = [];
    presses.lose();
  };
  const end = (id: KeyProviderId, reason: string): void => {
    parts.log.warn('A key provider ended', { provider: id, reason });
    ends.set(id, (ends.get(id) ?? 0) + 1);
    stop();
    cancelRevival = parts.clock.after(REVIVE_MS, () => void arm());
  };
  const start = (row: KeyProviderRow, bindings: Bindings): Promise<KeyStart> => {
    const current = run;
    const isCurrent = (): boolean => current === run;
    const onEnded = (reason: string): void => end(row.id, reason);
    return parts.providers[row.id].start(bindings, createListener({ row, presses, isCurrent, onEnded }));
  };
  const obstacle = (row: KeyProviderRow): string | undefined =>
    (ends.get(row.id) ?? 0) >= MAX_ENDS ? `It ended ${MAX_ENDS} times.` : row.obstacle(parts.place);
  /** Lets these providers be the active ones. False when another start has begun meanwhile: then they are closed. */
  const adopt = (started: readonly ActiveProvider[], current: number): boolean => {
    if (current !== run) closeAll(started);
    else active = started;
    if (presses.mode === 'record') suspendAll(active, true);
    return current === run;
  };
  const arm = async (): Promise<void> => {
    stop();
    const current = run;
    const { platform, environment } = parts.place;
    const mayFallBack = !isWayland(environment);
    const started = await bindAll(wishes, { platform, mayFallBack, obstacle, start });
    if (adopt(started.active, current)) parts.onViews(started.views);
  };
  return {
    async use(settings) {
      const wanted = wishesOf(settings);
      if (isSame(wanted, wishes)) return;
      wishes = wanted;
      ends.clear();
      return arm();
    },
    setMode(mode) {
      const before = presses.mode;
      if (mode === before) return;
      presses.setMode(mode);
      if (mode === 'record' || before === 'record') suspendAll(active, mode === 'record');
    },
    async rearm() {
      presses.lose();
      if (active.every(({ row }) => row.deafAfterSleep)) return arm();
      const [before, current] = [active, run];
      const restarted = await restartDeaf(before, start);
      const hearsLess = restarted.some(({ refused }, at) => refused.size > (before[at]?.refused.size ?? 0));
      if (adopt(restarted, current) && hearsLess) return arm();
    },
    close: stop,
  };
}

function closeAll(providers: readonly ActiveProvider[]): void {
  for (const { close } of providers) close();
}

function suspendAll(providers: readonly ActiveProvider[], suspended: boolean): void {
  for (const { setSuspended } of providers) setSuspended?.(suspended);
}

type ListenerParts = {
  readonly row: KeyProviderRow;
  readonly presses: HotkeyPresses;
  /** Whether this start is still the newest: a former provider has nothing more to say. */
  readonly isCurrent: () => boolean;
  readonly onEnded: (reason: string) => void;
};

function createListener({ row, presses, isCurrent, onEnded }: ListenerParts): KeyListener {
  const hear = (action: HotkeyAction, edge: 'down' | 'up' | 'spoiled' | 'pressed'): void => {
    if (isCurrent()) presses.hear(action, edge);
  };
  return {
    onDown: (action) => hear(action, row.reportsRelease ? 'down' : 'pressed'),
    onUp: (action) => hear(action, 'up'),
    onSpoiled: (action) => hear(action, 'spoiled'),
    onEnded(reason) {
      if (isCurrent()) onEnded(reason);
    },
  };
}

function wishesOf(settings: Readonly<Record<HotkeyAction, string>>): Bindings {
  const set = HOTKEY_ACTIONS.filter((action) => settings[action] !== '');
  return new Map(set.map((action) => [action, settings[action]]));
}

function isSame(one: Bindings, other: Bindings): boolean {
  return (
    one.size === other.size && [...one].every(([action, accelerator]) => other.get(action) === accelerator)
  );
}

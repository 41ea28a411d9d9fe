import { KEY_PROVIDERS, type KeyPlace, type KeyProviderRow } from '#core/keys/key-providers.ts';
import type { LogPort } from '#core/ports.ts';
import type { Cancel, Clock } from '#shared/base/clock.ts';
import { type KeyProviderId, NO_TALK_KEY, type TalkKeyView } from '#shared/bridge/state.ts';
import type { KeyListener, KeyProvider, KeyStart } from './key-provider.ts';

export type TalkKeyEvent = 'down' | 'up' | 'lost' | 'toggle';

export type TalkKeyParts = {
  readonly providers: Readonly<Record<KeyProviderId, KeyProvider>>;
  readonly place: KeyPlace;
  readonly clock: Clock;
  readonly log: LogPort;
  readonly onKey: (event: TalkKeyEvent) => void;
  readonly onView: (view: TalkKeyView) => void;
};

/** The talk key outside Hark's windows, heard by the best provider that works here. */
export type TalkKey = {
  /** Takes another binding, an Electron accelerator; `''` is none. The same one again changes nothing. */
  use(binding: string): Promise<void>;
  /** Sleep or a locked screen lost the key-up, and may have left the provider deaf without ending it: starts it anew. */
  rearm(): Promise<void>;
  close(): void;
};

/** A provider that ended this often since the binding was chosen is not tried again. */
const MAX_ENDS = 3;
/** Before a provider that ended is tried again, ms. */
const REVIVE_MS = 1_000;

/**
 *   off ──use──▶ starting ──the first that works──▶ listening ──its end, 1 s──▶ starting
 *                    └──────none works──────▶ deaf        └──use, rearm──▶ starting
 */
export function createTalkKey(parts: TalkKeyParts): TalkKey {
  const { clock, log, onKey, onView } = parts;
  const ends = new Map<KeyProviderId, number>();
  let binding = '';
  /** Counts the starts: what belongs to a former one is ignored. */
  let run = 0;
  let isDown = false;
  let provider: TalkKeyView['provider'] = 'none';
  let closeActive = (): void => {};
  let cancelRevival: Cancel = () => {};

  const lose = (): void => {
    if (isDown) onKey('lost');
    isDown = false;
  };
  const stop = (): void => {
    run += 1;
    cancelRevival();
    closeActive();
    closeActive = () => {};
    lose();
  };
  const listenerFor = (id: KeyProviderId, reportsRelease: boolean): KeyListener => {
    const current = run;
    const ifCurrent = (action: () => void): void => {
      if (current === run) action();
    };
    const tell = (event: TalkKeyEvent): void => {
      isDown = event === 'down';
      onKey(event);
    };
    return {
      onDown: () => ifCurrent(() => tell(reportsRelease ? 'down' : 'toggle')),
      onUp: () => ifCurrent(() => tell('up')),
      onEnded: (reason) =>
        ifCurrent(() => {
          log.warn('A key provider ended', { provider: id, reason });
          ends.set(id, (ends.get(id) ?? 0) + 1);
          stop();
          cancelRevival = clock.after(REVIVE_MS, () => void arm());
        }),
    };
  };
  const tryRow = async ({ id, reportsRelease, obstacle }: KeyProviderRow): Promise<KeyStart> => {
    const tired = (ends.get(id) ?? 0) >= MAX_ENDS ? `It ended ${MAX_ENDS} times.` : undefined;
    const reason = tired ?? obstacle(parts.place);
    if (reason !== undefined) return { active: false, reason };
    return parts.providers[id].start(binding, listenerFor(id, reportsRelease));
  };
  const arm = async (): Promise<void> => {
    stop();
    if (binding === '') return onView(NO_TALK_KEY);
    const current = run;
    const { view, close } = await startBest(tryRow);
    // Another start has begun meanwhile.
    if (current !== run) return close();
    closeActive = close;
    provider = view.provider;
    onView(view);
  };
  return {
    async use(wanted) {
      if (wanted === binding) return;
      binding = wanted;
      ends.clear();
      return arm();
    },
    async rearm() {
      lose();
      if (KEY_PROVIDERS.find(({ id }) => id === provider)?.deafAfterSleep !== false) return arm();
    },
    close: stop,
  };
}

/** Starts the first provider that works, and tells why those before it do not. */
async function startBest(
  tryRow: (row: KeyProviderRow) => Promise<KeyStart>,
): Promise<{ readonly view: TalkKeyView; close(): void }> {
  const skipped: { readonly label: string; readonly reason: string }[] = [];
  for (const row of KEY_PROVIDERS) {
    const started = await tryRow(row);
    const { id, label, reportsRelease } = row;
    if (started.active)
      return { close: started.close, view: { provider: id, label, reportsRelease, skipped } };
    skipped.push({ label, reason: started.reason });
  }
  return { view: { ...NO_TALK_KEY, skipped }, close() {} };
}

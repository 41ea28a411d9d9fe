import { HOTKEY_ACTIONS, HOTKEY_LABELS, type HotkeyAction } from '#shared/hotkeys/actions.ts';
import type { Refusals } from '../key-messages.ts';
import type { SessionBus, Signal } from '../session-bus.ts';

export type AccelListener = {
  onDown(action: HotkeyAction): void;
  onUp(action: HotkeyAction): void;
  /** KDE's service has ended or was replaced, and knows the keys no more. */
  onGone(): void;
};

export type AccelBinding = {
  readonly refused: Refusals;
  /** Gives the keys back. KDE does not notice that a program has ended, and would keep them from all others. */
  release(): Promise<void>;
};

/** KDE's service for shortcuts, by its name on the bus. */
export const KDE_SERVICE = 'org.kde.kglobalaccel';
const ACCEL = { destination: KDE_SERVICE, path: '/kglobalaccel', interface: 'org.kde.KGlobalAccel' };
const COMPONENT_INTERFACE = 'org.kde.kglobalaccel.Component';
const COMPONENT = 'hark';
/** `SetPresent`: the key is heard from now on; `NoAutoloading`: what Hark's settings say counts, not what KDE remembers. */
const FLAGS = 2 + 4;

/**
 * Takes shortcuts from KDE and listens to them (KDE/kglobalacceld, src/kglobalacceld.cpp). `keys` are Qt's numbers. Rejects where
 * KDE's service is missing or too old.
 */
export async function bindKeys(
  bus: SessionBus,
  keys: ReadonlyMap<HotkeyAction, number>,
  listener: AccelListener,
): Promise<AccelBinding> {
  const refused: Refusals = {};
  for (const action of HOTKEY_ACTIONS) {
    const key = keys.get(action);
    const reason = key === undefined ? undefined : await take(bus, action, key);
    if (reason !== undefined) refused[action] = reason;
    // Also one of a run that ended without giving its key back.
    if (key === undefined || reason !== undefined) await giveBack(bus, action);
  }
  const heard = [...keys.keys()].filter((action) => refused[action] === undefined);
  if (heard.length > 0) await listen(bus, heard, listener);
  return {
    refused,
    async release() {
      for (const action of heard) await giveBack(bus, action);
    },
  };
}

/** Answers why a key is not to be had. */
async function take(bus: SessionBus, action: HotkeyAction, key: number): Promise<string | undefined> {
  // A sequence of up to four keys.
  const sequence = [[key, 0, 0, 0]];
  const [isFree] = await bus.call({
    ...ACCEL,
    member: 'globalShortcutAvailable',
    signature: '(ai)s',
    body: [sequence, COMPONENT],
  });
  if (isFree !== true) return 'Another program has this key.';
  await bus.call({ ...ACCEL, member: 'doRegister', signature: 'as', body: [idOf(action)] });
  const [given] = await bus.call({
    ...ACCEL,
    member: 'setShortcutKeys',
    signature: 'asa(ai)u',
    body: [idOf(action), [sequence], FLAGS],
  });
  const hasKey = Array.isArray(given) && given.some((entry) => entry?.[0]?.[0] === key);
  return hasKey ? undefined : 'The desktop gave it no key.';
}

async function giveBack(bus: SessionBus, action: HotkeyAction): Promise<void> {
  await bus.call({ ...ACCEL, member: 'setInactive', signature: 'as', body: [idOf(action)] });
}

/** Component and action, each by its name for programs, and then by its name for the person. */
const idOf = (action: HotkeyAction): readonly string[] => [
  COMPONENT,
  action,
  'Hark',
  `Hark: ${HOTKEY_LABELS[action]}`,
];

async function listen(
  bus: SessionBus,
  heard: readonly HotkeyAction[],
  listener: AccelListener,
): Promise<void> {
  const [path] = await bus.call({ ...ACCEL, member: 'getComponent', signature: 's', body: [COMPONENT] });
  await bus.watchOwner(KDE_SERVICE, listener.onGone);
  const down = new Set<HotkeyAction>();
  bus.onSignal((signal) => {
    if (signal.path !== path || signal.interface !== COMPONENT_INTERFACE) return;
    const action = heard.find((name) => name === actionOf(signal));
    if (action === undefined) return;
    // Some versions tell a press again and again while the key is held.
    if (signal.member === 'globalShortcutPressed' && !down.has(action)) {
      down.add(action);
      listener.onDown(action);
    }
    if (signal.member === 'globalShortcutReleased' && down.delete(action)) listener.onUp(action);
  });
}

const actionOf = ({ body: [component, action] }: Signal): unknown =>
  component === COMPONENT ? action : undefined;

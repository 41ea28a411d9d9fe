import { startMessageBus } from './message-bus.ts';

/** KDE's service for shortcuts (KDE/kglobalacceld) on a real bus of its own; the test plays the keyboard. */
export type ScriptedKde = {
  /** For `DBUS_SESSION_BUS_ADDRESS`. */
  readonly address: string;
  /** The keys that are taken now, as Qt's numbers, by action. */
  readonly taken: ReadonlyMap<string, number>;
  tell(member: 'globalShortcutPressed' | 'globalShortcutReleased', action: string, component?: string): void;
  /** The service ends, as it does when KWin is started anew. */
  leave(): void;
  close(): void;
};

export type KdeScript = {
  /** Keys that another program has. */
  readonly occupied?: readonly number[];
  /** Takes keys and gives none. */
  readonly refuses?: boolean;
};

const SERVICE = 'org.kde.kglobalaccel';
const COMPONENT = 'org.kde.kglobalaccel.Component';

export async function startScriptedKde({
  occupied = [],
  refuses = false,
}: KdeScript = {}): Promise<ScriptedKde> {
  const { address, bus, close } = await startMessageBus(SERVICE);
  const registered = new Set<string>();
  const taken = new Map<string, number>();
  const handle = (member: string, signature: string, answer: (...args: never[]) => unknown): void =>
    bus.setMethodCallHandler('/kglobalaccel', 'org.kde.KGlobalAccel', member, [answer, signature]);

  type Sequence = readonly [readonly number[]];
  type Id = readonly [component: string, action: string, ...names: string[]];
  handle('globalShortcutAvailable', 'b', ([[key = 0]]: Sequence) => !occupied.includes(key));
  handle('doRegister', '', ([, action]: Id) => void registered.add(action));
  handle('setInactive', '', ([, action]: Id) => void taken.delete(action));
  handle('setShortcutKeys', 'a(ai)', ([, action]: Id, sequences: readonly Sequence[], flags: number) => {
    const [[[key = 0] = []] = [[]]] = sequences;
    // Present, and not what KDE remembers.
    if (refuses || !registered.has(action) || flags !== 6) return [];
    taken.set(action, key);
    return sequences;
  });
  handle('getComponent', 'o', (name: string) => `/component/${name}`);
  return {
    address,
    taken,
    tell: (member, action, component = 'hark') =>
      bus.sendSignal(`/component/${component}`, COMPONENT, member, 'ssx', [component, action, 0]),
    leave: () => bus.releaseName(SERVICE, () => {}),
    close,
  };
}

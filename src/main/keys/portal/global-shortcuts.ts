import { randomUUID } from 'node:crypto';
import { createDeferred } from '#shared/base/deferred.ts';
import { HOTKEY_ACTIONS, HOTKEY_LABELS, type HotkeyAction } from '#shared/hotkeys/actions.ts';
import type { SessionBus, Signal } from '../session-bus.ts';

/** What a chord that the portal bound tells. */
export type PortalListener = { onDown(action: HotkeyAction): void; onUp(action: HotkeyAction): void };

/** The portal's name on the bus. */
export const PORTAL_SERVICE = 'org.freedesktop.portal.Desktop';
const PORTAL = { destination: PORTAL_SERVICE, path: '/org/freedesktop/portal/desktop' };
const SHORTCUTS = 'org.freedesktop.portal.GlobalShortcuts';
const REQUEST = 'org.freedesktop.portal.Request';
/** Desktop entry of the app; desktops show its name when they ask the person. */
const APP_ID = 'hark';

/** Whether there is a portal that gives shortcuts. */
export function offersShortcuts(bus: SessionBus): Promise<boolean> {
  const call = {
    ...PORTAL,
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    signature: 'ss',
    body: [SHORTCUTS, 'version'],
  };
  return bus.call(call).then(
    () => true,
    () => false,
  );
}

type Vardict = readonly (readonly [name: string, variant: readonly [signature: string, value: unknown]])[];

/**
 * Asks the desktop for shortcuts and listens to them (xdg-desktop-portal, GlobalShortcuts); a session can ask only once. The
 * person may be asked, and may choose other keys than `triggers`, or none for some. Answers with the actions that have a key.
 * Rejects when the portal is missing or the person says no.
 */
export async function bindShortcuts(
  bus: SessionBus,
  triggers: ReadonlyMap<HotkeyAction, string>,
  listener: PortalListener,
): Promise<readonly HotkeyAction[]> {
  // GNOME 48 knows an app outside a sandbox only when it says who it is; older portals do not have the call.
  await bus
    .call({
      ...PORTAL,
      interface: 'org.freedesktop.host.portal.Registry',
      member: 'Register',
      signature: 'sa{sv}',
      body: [APP_ID, []],
    })
    .catch(() => {});
  const results = await request(bus, 'CreateSession', 'a{sv}', (options) => [
    [...options, ['session_handle_token', ['s', newToken()]]],
  ]);
  const session = readText(results, 'session_handle');
  bus.onSignal((signal) => {
    const action = signal.interface === SHORTCUTS ? actionOf(signal, session) : undefined;
    if (action === undefined) return;
    if (signal.member === 'Activated') listener.onDown(action);
    if (signal.member === 'Deactivated') listener.onUp(action);
  });
  const shortcuts = [...triggers].map(([action, trigger]): [HotkeyAction, Vardict] => [
    action,
    [
      ['description', ['s', `Hark: ${HOTKEY_LABELS[action]}`]],
      ['preferred_trigger', ['s', trigger]],
    ],
  ]);
  const bound = await request(bus, 'BindShortcuts', 'oa(sa{sv})sa{sv}', (options) => [
    session,
    shortcuts,
    '',
    options,
  ]);
  const given = readResult(bound, 'shortcuts');
  const asked = [...triggers.keys()];
  // A portal that does not tell gave all: it would have refused otherwise.
  return Array.isArray(given)
    ? asked.filter((action) => given.some((entry) => entry?.[0] === action))
    : asked;
}

/** The action whose shortcut, by its id, was pressed or released; `undefined` for those of another session. */
const actionOf = ({ body }: Signal, session: string): HotkeyAction | undefined =>
  body[0] === session ? HOTKEY_ACTIONS.find((action) => action === body[1]) : undefined;

const newToken = (): string => `hark_${randomUUID().replaceAll('-', '')}`;

/** Calls a method whose result comes later as a signal, at a path that the caller can work out before (Request). */
async function request(
  bus: SessionBus,
  member: string,
  signature: string,
  bodyOf: (options: Vardict) => readonly unknown[],
): Promise<unknown> {
  const token = newToken();
  const sender = bus.name.slice(1).replaceAll('.', '_');
  const path = `${PORTAL.path}/request/${sender}/${token}`;
  const answer = createDeferred<Signal>();
  bus.onSignal((signal) => {
    if (signal.interface === REQUEST && signal.path === path) answer.resolve(signal);
  });
  const body = bodyOf([['handle_token', ['s', token]]]);
  await bus.call({ ...PORTAL, interface: SHORTCUTS, member, signature, body });
  const [response, results] = (await answer.promise).body;
  if (response !== 0) throw new Error(response === 1 ? 'The person said no.' : 'The desktop refused.');
  return results;
}

/** One of the portal's results; the library reads a variant as `[signature, [value]]`. */
function readResult(results: unknown, name: string): unknown {
  const entries = Array.isArray(results) ? results : [];
  return entries.find((entry) => entry?.[0] === name)?.[1]?.[1]?.[0];
}

function readText(results: unknown, name: string): string {
  const value = readResult(results, name);
  if (typeof value !== 'string') throw new Error(`The portal gave no ${name}.`);
  return value;
}

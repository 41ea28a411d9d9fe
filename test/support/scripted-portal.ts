import { type BusMessage, startMessageBus } from './message-bus.ts';

/** A desktop's GlobalShortcuts portal on a real bus of its own; the test plays the person and the keyboard. */
export type ScriptedPortal = {
  /** For `DBUS_SESSION_BUS_ADDRESS`. */
  readonly address: string;
  /** The calls so far, by member, with the arguments as the bus delivered them. */
  readonly calls: readonly { readonly member: string; readonly body: readonly unknown[] }[];
  /** A shortcut by its id; without one, the talk key. */
  press(id?: string): void;
  release(id?: string): void;
  /** A shortcut of another session, which an app must not take for its own. */
  pressOther(): void;
  close(): void;
};

export type PortalScript = {
  /** What the person answers to the dialog: 0 yes, 1 no. */
  readonly answer?: number;
  /** Ids of the shortcuts that get a key; absent where the portal does not tell. */
  readonly given?: readonly string[];
};

const PATH = '/org/freedesktop/portal/desktop';
const SHORTCUTS = 'org.freedesktop.portal.GlobalShortcuts';

export async function startScriptedPortal({ answer = 0, given }: PortalScript = {}): Promise<ScriptedPortal> {
  const { address, bus, close } = await startMessageBus('org.freedesktop.portal.Desktop');
  const calls: ScriptedPortal['calls'][number][] = [];
  let session = '';

  /** Answers with the request's path at once, and with its result as a signal. */
  const handle = (
    member: string,
    token: (body: readonly unknown[]) => string,
    results: () => unknown,
  ): void => {
    const handler = (...args: readonly unknown[]): string => {
      const { sender, body = [] } = args.at(-1) as BusMessage;
      calls.push({ member, body });
      const client = sender.slice(1).replaceAll('.', '_');
      if (member === 'CreateSession')
        session = `${PATH}/session/${client}/${option(body[0], 'session_handle_token')}`;
      const path = `${PATH}/request/${client}/${token(body)}`;
      const response = member === 'BindShortcuts' ? answer : 0;
      setImmediate(() =>
        bus.sendSignal(path, 'org.freedesktop.portal.Request', 'Response', 'ua{sv}', [response, results()]),
      );
      return path;
    };
    bus.setMethodCallHandler(PATH, SHORTCUTS, member, [handler, 'o']);
  };
  handle(
    'CreateSession',
    ([options]) => option(options, 'handle_token'),
    () => [['session_handle', ['s', session]]],
  );
  handle(
    'BindShortcuts',
    (body) => option(body[3], 'handle_token'),
    () => (given === undefined ? [] : [['shortcuts', ['a(sa{sv})', given.map((id) => [id, []])]]]),
  );

  const tell = (member: string, from: string, id = 'talk'): void =>
    bus.sendSignal(PATH, SHORTCUTS, member, 'osta{sv}', [from, id, 0, []]);
  return {
    address,
    calls,
    press: (id) => tell('Activated', session, id),
    release: (id) => tell('Deactivated', session, id),
    pressOther: () => tell('Activated', `${PATH}/session/other/one`),
    close,
  };
}

/** A text among options as the library reads them: `[name, [signature, [value]]]`. */
function option(options: unknown, name: string): string {
  const entry = (options as [string, [unknown, [string]]][]).find(([key]) => key === name);
  return entry?.[1][1][0] ?? '';
}

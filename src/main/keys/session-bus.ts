import { type EventEmitter, once } from 'node:events';
import * as dbus from '@homebridge/dbus-native';

/** A method call; `signature` is D-Bus's, a variant in `body` is `[signature, value]`, a dictionary a list of pairs. */
export type Call = {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly signature?: string;
  readonly body?: readonly unknown[];
};

export type Signal = {
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
};

/** The person's message bus. */
export type SessionBus = {
  /** This connection's own name, e.g. `:1.42`. */
  readonly name: string;
  /** Rejects with the name of the error that the other side answered. */
  call(call: Call): Promise<readonly unknown[]>;
  onSignal(listener: (signal: Signal) => void): void;
  /** Tells when a service ends, or another one takes its place. */
  watchOwner(service: string, onChange: () => void): Promise<void>;
  onEnd(listener: () => void): void;
  close(): void;
};

/** The part of the library that is used; its own types leave it out. */
type Library = {
  sessionBus(): {
    readonly name: string;
    readonly connection: EventEmitter & { end(): void };
    invoke(
      call: Call,
      done: (error: { readonly name: string } | null, ...values: readonly unknown[]) => void,
    ): void;
  };
};

type Message = Partial<Signal> & { readonly type: number };

const SIGNAL = 4;
const BUS = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/**
 * Connects to the bus that `DBUS_SESSION_BUS_ADDRESS` names, and hears the signals of the service `signalsFrom`. Rejects when
 * there is no bus.
 */
export async function connectSessionBus(signalsFrom: string): Promise<SessionBus> {
  const bus = (dbus as unknown as Library).sessionBus();
  const { connection } = bus;
  await once(connection, 'connect');
  const call = (given: Call): Promise<readonly unknown[]> =>
    new Promise((resolve, reject) => {
      bus.invoke({ ...given }, (error, ...values) => {
        if (error === null) resolve(values);
        else reject(new Error(error.name));
      });
    });
  const onSignal: SessionBus['onSignal'] = (listener) => {
    connection.on('message', ({ type, path = '', interface: from = '', member = '', body = [] }: Message) => {
      if (type === SIGNAL) listener({ path, interface: from, member, body });
    });
  };
  const hear = (rule: string): Promise<unknown> =>
    call({ ...BUS, member: 'AddMatch', signature: 's', body: [`type='signal',${rule}`] });
  // The library says Hello by itself; an answer to what comes after it means that the name is known.
  await hear(`sender='${signalsFrom}'`);
  return {
    name: bus.name,
    call,
    onSignal,
    async watchOwner(service, onChange) {
      onSignal(({ interface: from, member, body }) => {
        if (from === BUS.interface && member === 'NameOwnerChanged' && body[0] === service) onChange();
      });
      await hear(`sender='${BUS.destination}',member='NameOwnerChanged',arg0='${service}'`);
    },
    onEnd(listener) {
      connection.on('end', listener);
      connection.on('error', listener);
    },
    close: () => connection.end(),
  };
}

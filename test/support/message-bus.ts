import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as dbus from '@homebridge/dbus-native';

/** What a handler of method calls gets as its last argument. */
export type BusMessage = { readonly sender: string; readonly body?: readonly unknown[] };

/** The part of the library that is used; its own types leave it out. */
export type TestBus = {
  readonly connection: NodeJS.EventEmitter & { end(): void };
  requestName(name: string, flags: number, done: (error: unknown) => void): void;
  releaseName(name: string, done: (error: unknown) => void): void;
  sendSignal(path: string, from: string, name: string, signature: string, body: readonly unknown[]): void;
  setMethodCallHandler(path: string, on: string, member: string, handler: readonly unknown[]): void;
};
type Library = { createClient(options: { busAddress: string }): TestBus };

/** A real message bus of its own, for `DBUS_SESSION_BUS_ADDRESS`, with the connection of a service that a test plays. */
export type MessageBus = { readonly address: string; readonly bus: TestBus; close(): void };

export function hasMessageBus(): boolean {
  try {
    execFileSync('dbus-daemon', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** `service` is the name that the test's connection has. */
export async function startMessageBus(service: string): Promise<MessageBus> {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await new Promise<string>((resolve) =>
    createInterface({ input: daemon.stdout }).once('line', resolve),
  );
  const bus = (dbus as unknown as Library).createClient({ busAddress: address });
  await once(bus.connection, 'connect');
  await new Promise((resolve) => bus.requestName(service, 0, resolve));
  return {
    address,
    bus,
    close() {
      bus.connection.end();
      daemon.kill();
    },
  };
}

import { describe, expect, test } from 'vitest';
import { createMailbox } from '#engine/protocol/mailbox.ts';
import { createOutbox } from '#engine/protocol/outbox.ts';
import { createDeferred } from '#shared/base/deferred.ts';
import { createIds } from '#shared/wire/ids.ts';

const MIB = 1024 * 1024;

function createSlowSocket() {
  const waiting: (() => void)[] = [];
  let stuck = 0;
  const outbox = createOutbox({
    ids: createIds(Math.random),
    write: (_text, sent) => waiting.push(sent),
    onStuck: () => {
      stuck += 1;
    },
  });
  const sendBytes = (bytes: number): void =>
    outbox.send({ type: 'error', error: { type: 'server_error', message: 'x'.repeat(bytes) } });
  return { outbox, sendBytes, drain: () => waiting.shift()?.(), stuck: () => stuck };
}

async function isSettled(promise: Promise<void>): Promise<boolean> {
  return Promise.race([
    promise.then(() => true),
    new Promise<boolean>((resolve) => setImmediate(resolve, false)),
  ]);
}

describe('the way out', () => {
  test('makes speech wait while the client is a megabyte behind, and no longer', async () => {
    const { outbox, sendBytes, drain } = createSlowSocket();
    sendBytes(MIB / 2);
    expect(await isSettled(outbox.room())).toBe(true);
    sendBytes(MIB / 2);
    sendBytes(10);
    const room = outbox.room();
    expect(await isSettled(room)).toBe(false);
    drain();
    drain();
    expect(await isSettled(room)).toBe(true);
  });

  test('gives up a client that does not read at all', () => {
    const { sendBytes, stuck } = createSlowSocket();
    for (let count = 0; count < 31; count += 1) sendBytes(MIB);
    expect(stuck()).toBe(0);
    sendBytes(MIB);
    expect(stuck()).toBe(1);
  });

  test('lets nobody wait after its end', async () => {
    const { outbox, sendBytes } = createSlowSocket();
    sendBytes(2 * MIB);
    const room = outbox.room();
    outbox.close();
    expect(await isSettled(room)).toBe(true);
    expect(await isSettled(outbox.room())).toBe(true);
  });
});

describe('the way in', () => {
  test('handles one message at a time, in order', async () => {
    const log: string[] = [];
    const gates = [createDeferred<void>(), createDeferred<void>()];
    const done = createDeferred<void>();
    const mailbox = createMailbox({
      async handle(message) {
        log.push(`begin ${message}`);
        await gates[Number(message)]?.promise;
        log.push(`end ${message}`);
        if (message === '1') done.resolve();
      },
      onPause: () => {},
    });
    mailbox.post('0');
    mailbox.post('1');
    gates[1]?.resolve();
    gates[0]?.resolve();
    await done.promise;
    expect(log).toEqual(['begin 0', 'end 0', 'begin 1', 'end 1']);
  });

  test('pauses the sender above a megabyte and lets it go on once half is handled', async () => {
    const pauses: boolean[] = [];
    const gate = createDeferred<void>();
    const resumed = createDeferred<void>();
    const mailbox = createMailbox({
      handle: () => gate.promise,
      onPause(paused) {
        pauses.push(paused);
        if (!paused) resumed.resolve();
      },
    });
    for (let count = 0; count < 4; count += 1) mailbox.post('x'.repeat(MIB / 2));
    expect(pauses).toEqual([true]);
    gate.resolve();
    await resumed.promise;
    expect(pauses).toEqual([true, false]);
  });

  test('forgets what waits when it is closed', async () => {
    const handled: string[] = [];
    const mailbox = createMailbox({
      handle: async (message) => {
        handled.push(message);
      },
      onPause: () => {},
    });
    mailbox.post('0');
    mailbox.post('1');
    mailbox.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(handled).toEqual(['0']);
  });
});

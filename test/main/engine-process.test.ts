import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';

/** A utility process that is deaf to being asked. */
class StuckProcess extends EventEmitter {
  pid: number | undefined = 4711;
  asked = 0;
  kill(): boolean {
    this.asked += 1;
    return true;
  }
}

const fake = vi.hoisted(() => ({ fork: (): unknown => undefined }));
vi.mock('electron', () => ({ utilityProcess: { fork: () => fake.fork() } }));
const { startEngineProcess } = await import('#main/engine-process.ts');

let child: StuckProcess;
let clock: FakeClock;
let killed: unknown[][];
beforeEach(() => {
  child = new StuckProcess();
  clock = createFakeClock();
  killed = [];
  fake.fork = () => child;
  vi.spyOn(process, 'kill').mockImplementation((...args) => {
    killed.push(args);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

async function start() {
  const silent = (): void => {};
  const log = { error: silent, warn: silent, info: silent, debug: silent };
  const started = startEngineProcess(clock, log);
  child.emit('message', { type: 'ready', url: 'ws://127.0.0.1:1/v1/realtime', token: 'secret' });
  return started;
}

test('an engine that does not end when asked is killed', async () => {
  const engine = await start();
  const closed = engine.close();
  expect([child.asked, killed]).toEqual([1, []]);
  clock.advance(3_000);
  await closed;
  expect(killed).toEqual([[4711, 'SIGKILL']]);
});

test('one that ended meanwhile is not: its id may be another process by now', async () => {
  const engine = await start();
  const closed = engine.close();
  child.pid = undefined;
  clock.advance(3_000);
  await closed;
  expect(killed).toEqual([]);
});

import { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';
import { createDeferred } from '#shared/base/deferred.ts';
import { createWords } from '#shared/i18n/words.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const did = vi.hoisted(() => [] as string[]);
vi.mock('electron', () => ({
  app: { relaunch: () => did.push('relaunch'), exit: (code: number) => did.push(`exit ${code}`) },
  dialog: {
    showErrorBox: (title: string, text: string) => did.push(`${title}: ${text.replaceAll('\n', ' ')}`),
  },
}));
const { startAnewAfterUncaught } = await import('#main/uncaught.ts');

beforeEach(() => {
  did.length = 0;
});

function start() {
  const clock = createFakeClock();
  const events = new EventEmitter();
  const logged: string[] = [];
  const released = createDeferred<void>();
  const release = vi.fn(() => released.promise);
  const log = { error: (message: string) => void logged.push(message), warn() {}, info() {}, debug() {} };
  const { t } = createWords({ language: 'en', locale: 'en' });
  startAnewAfterUncaught({ events, clock, log, release, words: () => t });
  return { clock, logged, release, released, fail: (name: string) => events.emit(name, new Error('Boom.')) };
}

test('R29 an exception that nobody caught is logged, saved before, told once, and the app starts anew', async () => {
  const { clock, fail, logged, release, released } = start();
  clock.advance(60_000);
  fail('uncaughtException');
  fail('uncaughtException');
  expect(logged).toHaveLength(2);
  expect(release).toHaveBeenCalledOnce();
  expect(did).toEqual([]);
  released.resolve();
  await vi.waitFor(() => expect(did).toHaveLength(3));
  expect(did).toEqual([
    expect.stringMatching(/^Hark has crashed: .*Hark starts again now\.$/),
    'relaunch',
    'exit 1',
  ]);
});

test('R29 soon after its start it would happen again, so the app stays away', async () => {
  const { clock, fail, released } = start();
  clock.advance(59_000);
  fail('uncaughtException');
  released.resolve();
  await vi.waitFor(() => expect(did).toHaveLength(2));
  expect(did).toEqual([expect.stringContaining('Start Hark again'), 'exit 1']);
});

test('a promise that nobody waited for is only logged', () => {
  const { fail, logged, release } = start();
  fail('unhandledRejection');
  expect(logged).toEqual(['Nobody caught a rejection']);
  expect(release).not.toHaveBeenCalled();
});

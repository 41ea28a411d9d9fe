import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { reviveOnCrash } from '#main/revive.ts';
import { createFakeClock } from '../support/fake-clock.ts';

function start() {
  const clock = createFakeClock();
  const told: string[] = [];
  let reloads = 0;
  const webContents = Object.assign(new EventEmitter(), {
    reload() {
      reloads += 1;
    },
  });
  const window = { webContents, isDestroyed: () => false };
  reviveOnCrash(window as never, { report: ({ message }) => void told.push(message) }, clock);
  const crash = (reason = 'crashed') => webContents.emit('render-process-gone', {}, { reason });
  return { clock, told, crash, reloads: () => reloads };
}

test('a page whose process is gone is loaded again, and the person is told', () => {
  const { crash, told, reloads } = start();
  crash();
  expect(reloads()).toBe(1);
  expect(told).toEqual(['A window of Hark had crashed, and was opened again.']);
});

test('a page that ended by itself stays away', () => {
  const { crash, reloads } = start();
  crash('clean-exit');
  expect(reloads()).toBe(0);
});

test('a page that crashes again and again is given up, until some time has passed', () => {
  const { clock, crash, told, reloads } = start();
  for (let count = 0; count < 4; count += 1) crash();
  expect(reloads()).toBe(3);
  expect(told.at(-1)).toContain('again and again');
  clock.advance(60_000);
  crash();
  expect(reloads()).toBe(4);
});

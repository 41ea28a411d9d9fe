import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { progress, type Table } from '../lib/bench.ts';
import { processorTimeDuring } from '../lib/processor-time.ts';
import { median, percentile, spread } from '../lib/statistics.ts';

/** The page is busy for `taskMs` out of every `everyMs`. */
type Busy = { readonly taskMs: number; readonly everyMs: number };
type Cut = { readonly soundMs: number; readonly playheadMs: number };
type Played = {
  readonly sent: number;
  readonly heard: number;
  readonly gaps: number;
  readonly silentMs: number;
};
type Kind = 'hark' | 'wavtools';

const IDLE: Busy = { taskMs: 0, everyMs: 0 };
const ALWAYS_60_MS: Busy = { taskMs: 60, everyMs: 60 };
const KINDS = ['hark', 'wavtools'] as const;
const NAMES = { hark: 'Hark', wavtools: 'wavtools', open: 'open device alone' };
const CUTS = 12;
const ROUNDS = 2;
const PLAY_SECONDS = 3;
const CAPTURE_MS = 3000;

/** Calls a function of the page's `bench` (page/main.js). */
function call<Result>(page: Page, name: string, ...args: readonly unknown[]): Promise<Result> {
  return page.evaluate(
    ([method, values]) =>
      (globalThis as unknown as { bench: Record<string, (...args: unknown[]) => Promise<Result>> }).bench[
        method
      ]!(...values),
    [name, args] as const,
  );
}

/** B8: another thread asks for silence. */
export async function bargeIn(page: Page): Promise<Table> {
  const rows: string[][] = [];
  for (const busy of [IDLE, ALWAYS_60_MS]) {
    const cuts: Record<Kind, Cut[]> = { hark: [], wavtools: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const kind of KINDS) cuts[kind].push(...(await call<Cut[]>(page, 'flushes', kind, busy, CUTS)));
    }
    for (const kind of KINDS) {
      rows.push([
        `${NAMES[kind]}, ${busy === IDLE ? 'page idle' : 'page busy, tasks of 60 ms'}`,
        spread(cuts[kind].map(({ soundMs }) => soundMs)),
        spread(cuts[kind].map(({ playheadMs }) => playheadMs)),
      ]);
    }
    progress(`cut ${CUTS * ROUNDS} sounds each`);
  }
  return {
    title: 'Player: flush → silence (B8)',
    columns: ['player', 'sound after the request, ms p50 / p99', 'playhead known after, ms p50 / p99'],
    rows,
    note: `${CUTS * ROUNDS} cuts each, asked for by another thread as core does, at 24 kHz. Sound is counted in samples rendered; Chromium renders 10 ms at a time, and the device's own latency comes on top for both. Hark fades out for 1 ms.`,
  };
}

/** B9: audio in pieces of 20 ms, a little ahead of real time. */
export async function continuity(page: Page): Promise<Table> {
  const cases = [
    { title: '100 ms task each second, 60 ms ahead', busy: { taskMs: 100, everyMs: 1000 }, leadMs: 60 },
    { title: '60 ms task each half second, 40 ms ahead', busy: { taskMs: 60, everyMs: 500 }, leadMs: 40 },
    { title: 'tasks of 60 ms without a pause, 60 ms ahead', busy: ALWAYS_60_MS, leadMs: 60 },
  ];
  const rows: (string | number)[][] = [];
  for (const { title, busy, leadMs } of cases) {
    for (const kind of KINDS) {
      const options = { seconds: PLAY_SECONDS, leadMs };
      const played = await call<Played>(page, 'continuity', kind, busy, options);
      const lost = played.sent - played.heard;
      rows.push([`${NAMES[kind]}, ${title}`, played.gaps, Math.round(played.silentMs), lost]);
    }
    progress(`played ${PLAY_SECONDS} s each: ${title}`);
  }
  return {
    title: 'Player: continuity on a busy page (B9)',
    columns: ['player, load of the page', 'gaps', 'silent ms', 'samples lost'],
    rows,
    note: `${PLAY_SECONDS} s of sound (${PLAY_SECONDS * 24_000} samples) sent by another thread.`,
  };
}

/** B10, from the device to another thread. */
export async function captureArrival(page: Page): Promise<Table> {
  const rows: string[][] = [];
  for (const kind of ['open', ...KINDS] as const) {
    const idle = await capture(page, kind, IDLE);
    const busy = kind === 'open' ? undefined : await capture(page, kind, ALWAYS_60_MS);
    rows.push([
      NAMES[kind],
      kind === 'open' ? '–' : spread(idle.intervals),
      busy === undefined
        ? '–'
        : `${median(busy.intervals).toFixed(1)} / ${percentile(busy.intervals, 0.99).toFixed(1)}`,
      idle.cpuMs.toFixed(0),
    ]);
    progress(`recorded with ${NAMES[kind]}`);
  }
  return {
    title: 'Recorder: frames at another thread (B10)',
    columns: [
      'recorder',
      'ms between frames, p50 / p99',
      'page busy, tasks of 60 ms',
      'CPU of all of Chromium, ms a second',
    ],
    rows,
  };
}

async function capture(
  page: Page,
  kind: string,
  busy: Busy,
): Promise<{ intervals: number[]; cpuMs: number }> {
  await call(page, 'startCapture', kind, busy);
  const cpuMs = await processorTimeDuring(() => sleep(CAPTURE_MS));
  return { intervals: await call<number[]>(page, 'endCapture'), cpuMs };
}

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '#shared/base/clock.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { TimerView } from '#shared/bridge/state.ts';
import { openJsonList } from '../storage/json-file.ts';

const storedTimer = z.object({
  id: z.string().min(1).max(100),
  label: z.string().max(100),
  /** The length it was set to. */
  seconds: z.number().positive(),
  /** Milliseconds since the epoch. */
  dueAt: z.number(),
});

/** `late`: it fell due while Hark was not running. */
export type Timer = z.infer<typeof storedTimer> & { readonly ringing: boolean; readonly late: boolean };

type TimerEvent =
  | { readonly type: 'changed'; readonly timers: readonly TimerView[] }
  | { readonly type: 'rang'; readonly timer: Timer };

/**
 * Timers that survive a restart.
 *
 *   running ──due──▶ ringing ──cancel──▶ gone
 *      └────────────cancel───────────────▲
 */
export type Timers = {
  readonly all: readonly Timer[];
  /** As user interfaces see them. */
  readonly views: readonly TimerView[];
  /** Resolves when the timer is stored. Rejects with `unavailable` when there are too many. */
  set(seconds: number, label: string): Promise<Timer>;
  /** Ends a running timer or silences a ringing one; answers with it, `undefined` when there is none. */
  cancel(id: string): Promise<Timer | undefined>;
  /** Begins to run what was stored; what is overdue rings at once. */
  start(): void;
  subscribe(listener: (event: TimerEvent) => void): () => void;
  /** Stops all of them; resolves when the last change is stored. */
  close(): Promise<void>;
};

export type TimersParts = {
  readonly path: string;
  readonly clock: Clock;
  readonly onProblem: (problem: HarkError) => void;
};

const MAX_TIMERS = 50;

/**
 * Opens the stored timers. While Hark runs they follow the monotonic clock, so that setting the computer's clock moves
 * none; across a restart only the wall clock is left to go by.
 */
export async function openTimers({ path, clock, onProblem }: TimersParts): Promise<Timers> {
  const stored = await openJsonList({ path, schema: storedTimer, onProblem });
  const events = createEmitter<TimerEvent>();
  const alarms = new Map<string, () => void>();
  let timers: readonly Timer[] = stored.entries.map((entry) => ({ ...entry, ringing: false, late: false }));

  const change = async (next: readonly Timer[]): Promise<void> => {
    timers = next;
    events.emit({ type: 'changed', timers: timers.map(viewOf) });
    try {
      // A timer that rang has done its duty: it does not ring again after a restart.
      await stored.replace(timers.filter((timer) => !timer.ringing).map(storedOf));
    } catch (cause) {
      onProblem(
        new HarkError('device', 'The timers could not be saved.', {
          kept: 'They run as long as Hark is open.',
          action: 'Check that the disk is not full.',
          cause,
        }),
      );
    }
  };
  const ring = (id: string, late: boolean): void => {
    alarms.delete(id);
    const timer = timers.find((entry) => entry.id === id);
    if (timer === undefined) return;
    const ringing = { ...timer, ringing: true, late };
    void change(timers.map((entry) => (entry.id === id ? ringing : entry)));
    events.emit({ type: 'rang', timer: ringing });
  };
  const arm = (id: string, delayMs: number): void => {
    alarms.set(
      id,
      clock.after(delayMs, () => ring(id, false)),
    );
  };
  return {
    get all() {
      return timers;
    },
    get views() {
      return timers.map(viewOf);
    },
    async set(seconds, label) {
      if (timers.length >= MAX_TIMERS) throw tooMany();
      const dueAt = clock.wallTime() + seconds * 1000;
      const timer = { id: randomUUID(), label, seconds, dueAt, ringing: false, late: false };
      arm(timer.id, seconds * 1000);
      await change([...timers, timer]);
      return timer;
    },
    async cancel(id) {
      const timer = timers.find((entry) => entry.id === id);
      if (timer === undefined) return undefined;
      alarms.get(id)?.();
      alarms.delete(id);
      await change(timers.filter((entry) => entry.id !== id));
      return timer;
    },
    start() {
      for (const { id, dueAt, seconds } of timers) {
        if (alarms.has(id)) continue;
        // It can only seem to last longer than it was set to because the clock was set back meanwhile.
        const delayMs = Math.min(dueAt - clock.wallTime(), seconds * 1000);
        if (delayMs > 0) arm(id, delayMs);
        else ring(id, true);
      }
    },
    subscribe: events.subscribe,
    close() {
      for (const cancel of alarms.values()) cancel();
      alarms.clear();
      return stored.settled();
    },
  };
}

function viewOf({ id, label, dueAt, ringing }: Timer): TimerView {
  return { id, label, dueAt, ringing };
}

function storedOf({ id, label, seconds, dueAt }: Timer): z.infer<typeof storedTimer> {
  return { id, label, seconds, dueAt };
}

function tooMany(): HarkError {
  return new HarkError('unavailable', `There are ${MAX_TIMERS} timers already.`, {
    kept: 'All of them go on.',
    action: 'Cancel one first.',
  });
}

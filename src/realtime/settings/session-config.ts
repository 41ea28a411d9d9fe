import { isDeepStrictEqual } from 'node:util';
import type { Cancel, Clock } from '#shared/base/clock.ts';
import { createDeferred, type Deferred } from '#shared/base/deferred.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { ModelSettings } from '../model/model-inputs.ts';
import { mergeSettings } from './merge-settings.ts';

export type SessionConfigOptions = {
  readonly clock: Clock;
  readonly newRequestId: () => string;
  readonly send: (requestId: string, changed: ModelSettings) => void;
  /** Whether an answer is being made or was asked for. */
  readonly isResponding: () => boolean;
  /** Something was left out of an update, because the server would refuse it. */
  readonly onIgnored: (error: HarkError) => void;
};

/** How long the server may take to confirm a change, ms. */
const CONFIRM_LIMIT_MS = 10_000;

/** Settings that a server accepts only once. */
const FIXED = ['modelName', 'tracing'] as const;

type Waiter = {
  readonly done: Deferred<void>;
  /** Servers refuse another speed while they answer (protocol reference §3): it waits for the end of the answer. */
  readonly changesSpeed: boolean;
};

type Update = {
  readonly requestId: string;
  readonly changed: ModelSettings;
  readonly waiters: readonly Waiter[];
};

/**
 * The settings of a session: what we want, what the server confirmed, and the one update under way between the two.
 * Updates that come meanwhile travel together in the next one; only fields that differ are sent.
 */
export class SessionConfig {
  readonly #options: SessionConfigOptions;
  #wanted: ModelSettings = {};
  #confirmed: ModelSettings = {};
  #update: Update | undefined;
  #waiters: readonly Waiter[] = [];
  #cancelTimer: Cancel = () => {};
  #started = false;
  #isConnected = false;
  #closedBy: HarkError | undefined;
  #voice: 'open' | 'fixed' | 'refused' = 'open';

  constructor(options: SessionConfigOptions) {
    this.#options = options;
  }

  /** What is wanted, whether confirmed yet or not. */
  get current(): ModelSettings {
    return this.#wanted;
  }

  /** What the first connection is to be configured with. */
  start(settings: ModelSettings): void {
    this.#started = true;
    this.#wanted = settings;
  }

  /** A server has confirmed `settings`; what was changed since goes out. It has spoken with no voice yet. */
  handleConnected(settings: ModelSettings): void {
    this.#isConnected = true;
    this.#confirmed = settings;
    this.#voice = 'open';
    this.#sendNext();
  }

  /** The server is gone: what it did not confirm waits for the next one. */
  handleLost(): void {
    this.#isConnected = false;
    this.#waiters = [...(this.#update?.waiters ?? []), ...this.#waiters];
    this.#finish();
  }

  /** Resolves when the server confirmed, rejects when it refused; a refused change is taken back. */
  update(patch: ModelSettings): Promise<void> {
    const blocked = FIXED.find(
      (field) => patch[field] !== undefined && !isDeepStrictEqual(patch[field], this.#wanted[field]),
    );
    if (blocked !== undefined) {
      const message = `${blocked} cannot change during a session.`;
      return Promise.reject(new HarkError('invalid_input', message, { field: blocked }));
    }
    const merged = mergeSettings(this.#wanted, this.#withoutFixedVoice(patch));
    const changed = differences(this.#wanted, merged);
    this.#wanted = merged;
    return this.#enqueue(changed);
  }

  /** Assistant audio exists: from now on a server refuses another voice. */
  fixVoice(): void {
    if (this.#voice === 'open') this.#voice = 'fixed';
  }

  handleApplied(): void {
    const update = this.#update;
    if (update === undefined) return;
    this.#confirmed = { ...this.#confirmed, ...update.changed };
    this.#finish();
    for (const { done } of update.waiters) done.resolve();
    this.#sendNext();
  }

  /** Nothing is being answered: what had to wait for that goes out. */
  handleQuiet(): void {
    this.#sendNext();
  }

  /** True when the refused request was our update. */
  handleRefused(requestId: string | undefined, error: HarkError): boolean {
    const update = this.#update;
    if (update === undefined || update.requestId !== requestId) return false;
    this.#fail(update, error);
    return true;
  }

  /** Rejects what still waits and whatever comes later; the session is over. */
  close(error: HarkError): void {
    const waiters = [...(this.#update?.waiters ?? []), ...this.#waiters];
    this.#closedBy = error;
    this.#waiters = [];
    this.#finish();
    for (const { done } of waiters) done.reject(error);
  }

  #enqueue(changed: ModelSettings): Promise<void> {
    if (!this.#started || Object.keys(changed).length === 0) return Promise.resolve();
    if (this.#closedBy !== undefined) return Promise.reject(this.#closedBy);
    const done = createDeferred<void>();
    this.#waiters = [...this.#waiters, { done, changesSpeed: changed.speed !== undefined }];
    this.#sendNext();
    return done.promise;
  }

  #sendNext(): void {
    if (!this.#isConnected || this.#update !== undefined || this.#waiters.length === 0) return;
    const all = differences(this.#confirmed, this.#wanted);
    const isHeld = all.speed !== undefined && this.#options.isResponding();
    const { speed: _, ...withoutSpeed } = all;
    const changed = isHeld ? withoutSpeed : all;
    const waiters = this.#waiters.filter(({ changesSpeed }) => !(isHeld && changesSpeed));
    this.#waiters = this.#waiters.filter((waiter) => !waiters.includes(waiter));
    if (Object.keys(changed).length === 0) {
      for (const { done } of waiters) done.resolve();
      return;
    }
    const update = { requestId: this.#options.newRequestId(), changed, waiters };
    this.#update = update;
    this.#cancelTimer = this.#options.clock.after(CONFIRM_LIMIT_MS, () => {
      this.#fail(
        update,
        new HarkError('timeout', 'The server did not confirm the new settings within 10 s.'),
      );
    });
    this.#options.send(update.requestId, changed);
  }

  #fail(update: Update, error: HarkError): void {
    this.#finish();
    // Only what this update changed and nobody changed since is taken back.
    const kept = Object.entries(this.#wanted).filter(
      ([field, value]) => !isDeepStrictEqual(value, update.changed[field as keyof ModelSettings]),
    );
    this.#wanted = { ...this.#confirmed, ...Object.fromEntries(kept) };
    for (const { done } of update.waiters) done.reject(error);
    this.#sendNext();
  }

  #finish(): void {
    this.#cancelTimer();
    this.#update = undefined;
  }

  #withoutFixedVoice(patch: ModelSettings): ModelSettings {
    const { voice, ...rest } = patch;
    if (voice === undefined || this.#voice === 'open' || isDeepStrictEqual(voice, this.#wanted.voice))
      return patch;
    if (this.#voice === 'fixed') {
      const message = 'The voice cannot change after the assistant has spoken; the session keeps its voice.';
      this.#options.onIgnored(new HarkError('invalid_input', message, { field: 'voice' }));
    }
    this.#voice = 'refused';
    return rest;
  }
}

function differences(from: ModelSettings, to: ModelSettings): ModelSettings {
  const entries = Object.entries(to).filter(
    ([field, value]) => value !== undefined && !isDeepStrictEqual(value, from[field as keyof ModelSettings]),
  );
  return Object.fromEntries(entries);
}

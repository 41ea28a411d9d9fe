import type { Cancel, Clock } from '#shared/base/clock.ts';
import {
  isAnsweredByOthers,
  type PendingResponse,
  PendingResponses,
  type ResponseRequest,
} from './pending-responses.ts';
import { type ActiveResponse, type Outstanding, outstandingOf, type ResponseSlot } from './response-slot.ts';

export type ResponseSequencerOptions = {
  readonly clock: Clock;
  readonly newRequestId: () => string;
  readonly sendCreate: (requestId: string, params: ResponseRequest['params']) => void;
  readonly sendCancel: (responseId: string) => void;
  /** A response is over or was given up, and the next one has not been asked for yet. */
  readonly onFree: () => void;
  /** Something the server owed us did not come; the sequencer goes on without it. */
  readonly onStalled: (what: 'response_start' | 'response_end' | 'response_conflict') => void;
};

/** How long a create may stay unanswered, ms. */
const START_LIMIT_MS = 10_000;
/** How long a running response may stay silent, ms. */
const SILENCE_LIMIT_MS = 60_000;
/** Pause before a create is tried again that was refused because of a response we know nothing of, ms. */
const CONFLICT_PAUSE_MS = 1_000;
const MAX_CONFLICTS = 5;

/** The one place that asks for responses: a server allows a single one at a time in a conversation. */
export class ResponseSequencer {
  readonly #options: ResponseSequencerOptions;
  readonly #waiting: PendingResponses;
  #slot: ResponseSlot = { state: 'free' };
  #userSpeaking = false;
  #serverNamesRequests = false;
  #cancelTimer: Cancel = () => {};

  constructor(options: ResponseSequencerOptions) {
    this.#options = options;
    this.#waiting = new PendingResponses(options.newRequestId);
  }

  get activeResponseId(): string | undefined {
    return this.#slot.state === 'active' ? this.#slot.responseId : undefined;
  }

  /** The active response was cancelled and has not ended yet. */
  get isCancelling(): boolean {
    return this.#slot.state === 'active' && this.#slot.cancelled;
  }

  get isUserSpeaking(): boolean {
    return this.#userSpeaking;
  }

  /** A response runs or was asked for. */
  get isResponding(): boolean {
    return this.#slot.state !== 'free';
  }

  /** Nothing runs, is requested or waits. */
  get isIdle(): boolean {
    return !this.isResponding && this.#waiting.isEmpty;
  }

  request(request: ResponseRequest = {}): void {
    this.#waiting.add(request);
    this.#sendNext();
  }

  /** Cancels what is active, or what was requested as soon as it starts. */
  cancel(): void {
    if (this.#slot.state === 'requested') this.#slot.cancelled = true;
    if (this.#slot.state === 'active') this.#cancelActive(this.#slot);
  }

  /** `requestId` is our create that the server names as the cause; undefined when it names none. */
  handleStarted(responseId: string, requestId?: string): void {
    const requested = this.#slot.state === 'requested' ? this.#slot : undefined;
    if (requestId !== undefined) this.#serverNamesRequests = true;
    const isOurs = requested !== undefined && requested.request.requestId === requestId;
    const active: ActiveResponse = {
      state: 'active',
      responseId,
      outstanding:
        requested === undefined || isOurs
          ? undefined
          : {
              request: requested.request,
              cancelled: requested.cancelled,
              mayBeThis: !this.#serverNamesRequests,
              isAnswered: isAnsweredByOthers(requested.request),
            },
      cancelled: false,
      lastSignAt: this.#options.clock.now(),
    };
    // Where servers name our requests, another response has not been called off with ours.
    const isUnwanted = requested?.cancelled === true && (isOurs || !this.#serverNamesRequests);
    if (!isUnwanted) this.#waiting.dropAnswered();
    this.#enter(active);
    this.#watchSilence(active, SILENCE_LIMIT_MS);
    if (isUnwanted) this.#cancelActive(active);
  }

  /** Any sign of life of a response. */
  handleActivity(responseId: string): void {
    const slot = this.#slot;
    if (slot.state === 'active' && slot.responseId === responseId)
      slot.lastSignAt = this.#options.clock.now();
  }

  handleDone(responseId: string): void {
    const slot = this.#slot;
    if (slot.state === 'blocked') this.#free();
    if (slot.state !== 'active' || slot.responseId !== responseId) return;
    const { outstanding } = slot;
    if (outstanding !== undefined && !outstanding.mayBeThis) {
      this.#await(outstanding);
      return;
    }
    if (outstanding !== undefined && !outstanding.isAnswered) this.#waiting.doubt(outstanding.request);
    this.#free();
  }

  /** The server refused one of our inputs, which may have been the create. */
  handleRefused(requestId: string | undefined, conflict: boolean): void {
    const slot = this.#slot;
    const outstanding = outstandingOf(slot);
    const request = outstanding?.request;
    // An error without an id can only be about the create when it reports a conflict.
    const isOurs = requestId === undefined ? conflict : request?.requestId === requestId;
    if (request === undefined || !isOurs) {
      this.#reviveDoubted(requestId, conflict);
      return;
    }
    const isWanted = conflict && !outstanding?.cancelled;
    if (slot.state === 'active') {
      const isAnswered = slot.outstanding?.isAnswered ?? false;
      slot.outstanding = undefined;
      if (isWanted && !isAnswered) this.#putBack(request);
    } else if (isWanted && this.#putBack(request)) {
      this.#enter({ state: 'blocked' });
      this.#watch(CONFLICT_PAUSE_MS, () => this.#free());
    } else {
      this.#free();
    }
  }

  /** The server has taken an item into the conversation. */
  handleItem(itemId: string): void {
    this.#waiting.markArrived(itemId);
    outstandingOf(this.#slot)?.request.unseen.delete(itemId);
  }

  setUserSpeaking(speaking: boolean): void {
    this.#userSpeaking = speaking;
    this.#sendNext();
  }

  /** The connection is gone: what was asked for waits for the next one. True when an answer was cut off that is wanted. */
  handleLost(): boolean {
    const slot = this.#slot;
    const outstanding = outstandingOf(slot);
    // A create that may be the running response has been met as far as anyone can tell.
    const isMet = slot.state === 'active' && slot.outstanding?.mayBeThis === true;
    if (outstanding !== undefined && !outstanding.cancelled && !isMet)
      this.#waiting.putBack(outstanding.request);
    this.#userSpeaking = false;
    this.#enter({ state: 'offline' });
    return slot.state === 'active' && !slot.cancelled;
  }

  /** Another connection is there and knows the conversation. */
  handleConnected(): void {
    if (this.#slot.state === 'offline') this.#free();
  }

  /** Forgets everything; the session is over, and nobody can be asked any more. */
  close(): void {
    this.#waiting.clear();
    this.#enter({ state: 'offline' });
  }

  #sendNext(): void {
    if (this.#slot.state !== 'free') return;
    const request = this.#waiting.take(this.#userSpeaking);
    if (request === undefined) return;
    this.#await({ request, cancelled: false });
    this.#options.sendCreate(request.requestId, request.params);
  }

  #await(outstanding: Outstanding): void {
    this.#enter({ state: 'requested', request: outstanding.request, cancelled: outstanding.cancelled });
    this.#watch(START_LIMIT_MS, () => {
      this.#options.onStalled('response_start');
      this.#free();
    });
  }

  /** A create that seemed to have been met was refused: it had been another response after all. */
  #reviveDoubted(requestId: string | undefined, conflict: boolean): void {
    const request = this.#waiting.takeDoubted(requestId);
    if (request === undefined) return;
    if (conflict) this.#putBack(request);
    this.#sendNext();
  }

  /** False when it was refused so often that waiting is hopeless. */
  #putBack(request: PendingResponse): boolean {
    request.conflicts += 1;
    if (request.conflicts > MAX_CONFLICTS) {
      this.#options.onStalled('response_conflict');
      return false;
    }
    this.#waiting.putBack(request);
    return true;
  }

  #cancelActive(active: ActiveResponse): void {
    if (active.cancelled) return;
    active.cancelled = true;
    this.#options.sendCancel(active.responseId);
  }

  #free(): void {
    this.#enter({ state: 'free' });
    this.#options.onFree();
    this.#sendNext();
  }

  #enter(next: ResponseSlot): void {
    this.#cancelTimer();
    this.#cancelTimer = () => {};
    this.#slot = next;
  }

  #watch(delayMs: number, expired: () => void): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#options.clock.after(delayMs, expired);
  }

  /** One timer a minute instead of one for each delta. */
  #watchSilence(active: ActiveResponse, delayMs: number): void {
    this.#watch(delayMs, () => {
      const left = active.lastSignAt + SILENCE_LIMIT_MS - this.#options.clock.now();
      if (left > 0) {
        this.#watchSilence(active, left);
      } else {
        this.#options.onStalled('response_end');
        this.#free();
      }
    });
  }
}

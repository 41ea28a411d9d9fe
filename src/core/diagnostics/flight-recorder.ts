import type { RealtimeSession } from '#realtime/index.ts';
import type { Clock } from '#shared/base/clock.ts';
import { keepNewest } from '#shared/base/keep-newest.ts';
import {
  MAX_TURN_PARTS,
  MAX_TURNS,
  type ToolSpan,
  type TurnMoment,
  type TurnTimeline,
} from '#shared/bridge/diagnostics.ts';
import { type AssistantFacts, INITIAL_FACTS, isTalking } from '../assistant/assistant-state.ts';

/** Items of answers whose turn is remembered: what was cut off may still be reported a while later. */
const MAX_ITEMS = 64;
/** Moments that count once in a turn; the others may come with each of its responses. */
const ONCE: ReadonlySet<TurnMoment> = new Set(['first_buffer', 'first_token', 'first_audio', 'first_sound']);

type Turn = Omit<TurnTimeline, 'marks' | 'tools'> & {
  /** Of the clock. */
  readonly from: number;
  readonly marks: { readonly moment: TurnMoment; readonly atMs: number }[];
  readonly tools: (ToolSpan & { readonly callId: string })[];
};

/**
 * Notes when things happen in the last turns, from the facts and events that move the assistant: no other part knows of it. A
 * turn begins with a key, a voice or a typed text, and is over when everything is quiet; what happens outside of one (an alarm, a
 * voice preview) is not noted.
 */
export class FlightRecorder {
  readonly #clock: Clock;
  readonly #turns: Turn[] = [];
  #facts = INITIAL_FACTS;
  #count = 0;
  /** The newest turn, until it is over. */
  #current: Turn | undefined;
  /** The turn of the response that is running. */
  #answered: Turn | undefined;
  readonly #turnOfItem = new Map<string, Turn>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Oldest first. */
  get turns(): readonly TurnTimeline[] {
    return this.#turns.map(({ from: _from, marks, tools, ...turn }) => ({
      ...turn,
      marks: [...marks],
      tools: tools.map(({ callId: _callId, ...span }) => span),
    }));
  }

  /** To be called after each change of the facts. */
  handleFacts(facts: AssistantFacts): void {
    const before = this.#facts;
    this.#facts = facts;
    if (isTalking(facts) && !isTalking(before)) {
      this.#begin('key');
      this.#mark('key_down');
    }
    if (isTalking(before) && facts.hold === 'closing') this.#mark('key_up');
    if (facts.microphoneLive && !before.microphoneLive && !facts.metering) this.#mark('first_buffer');
    if (isBusy(before) && !isBusy(facts)) {
      this.#mark('quiet');
      this.#current = undefined;
    }
  }

  /** A turn under the key was given to the connection, or forgotten. */
  handleTurnEnded({ sent }: { readonly sent: boolean }): void {
    this.#mark(sent ? 'handed_in' : 'dropped');
  }

  handleText(): void {
    this.#begin('text');
    this.#mark('handed_in');
  }

  /** The loudspeaker has played some of an item. */
  handlePlayed(itemId: string): void {
    this.#markOn(this.#turnOfItem.get(itemId), 'first_sound');
  }

  /** Follows a session to its end. */
  follow(session: RealtimeSession): void {
    session.on('user_speech_started', () => {
      // Under the key the turn is there; without one a voice begins it, also in the middle of an answer.
      if (this.#current === undefined || this.#current === this.#answered) this.#begin('voice');
      this.#mark('speech_started');
    });
    session.on('user_speech_stopped', () => this.#mark('speech_stopped'));
    session.on('raw_model_event', ({ data }) => {
      if (data.type === 'input_audio_buffer.committed') this.#mark('committed');
    });
    session.on('response_started', ({ outOfBand }) => {
      if (outOfBand) return;
      this.#answered = this.#current;
      this.#mark('response_started');
    });
    session.on('transcript', ({ role, itemId }) => {
      if (role === 'assistant') this.#markItem(itemId, 'first_token');
    });
    session.on('audio', ({ itemId }) => this.#markItem(itemId, 'first_audio'));
    session.on('audio_interrupted', ({ itemId }) =>
      this.#markOn(this.#turnOfItem.get(itemId), 'interrupted'),
    );
    session.on('response_done', ({ outOfBand }) => {
      if (!outOfBand) this.#markOn(this.#answered, 'response_done');
    });
    this.#followTools(session);
  }

  #followTools(session: RealtimeSession): void {
    session.on('tool_start', ({ callId, toolName }) => {
      const turn = this.#answered;
      if (turn === undefined || turn.tools.length >= MAX_TURN_PARTS) return;
      turn.tools.push({ callId, tool: toolName, fromMs: this.#since(turn) });
    });
    session.on('tool_end', ({ callId, outcome }) => {
      for (const turn of this.#turns) {
        const at = turn.tools.findIndex((span) => span.callId === callId);
        const span = turn.tools[at];
        if (span !== undefined) turn.tools[at] = { ...span, toMs: this.#since(turn), outcome };
      }
    });
  }

  #begin(by: TurnTimeline['by']): void {
    this.#count += 1;
    const { now, wallTime } = this.#clock;
    this.#current = { id: this.#count, startedAt: wallTime(), by, from: now(), marks: [], tools: [] };
    this.#turns.push(this.#current);
    if (this.#turns.length > MAX_TURNS) this.#turns.shift();
  }

  #mark(moment: TurnMoment): void {
    this.#markOn(this.#current, moment);
  }

  /** An item belongs to the turn in whose answer it was first heard of. */
  #markItem(itemId: string, moment: TurnMoment): void {
    if (!this.#turnOfItem.has(itemId) && this.#answered !== undefined) {
      this.#turnOfItem.set(itemId, this.#answered);
      keepNewest(this.#turnOfItem, MAX_ITEMS);
    }
    this.#markOn(this.#turnOfItem.get(itemId), moment);
  }

  #markOn(turn: Turn | undefined, moment: TurnMoment): void {
    if (turn === undefined || turn.marks.length >= MAX_TURN_PARTS) return;
    if (ONCE.has(moment) && turn.marks.some((mark) => mark.moment === moment)) return;
    turn.marks.push({ moment, atMs: this.#since(turn) });
  }

  /** To a tenth of a millisecond. */
  #since(turn: Turn): number {
    return Math.round((this.#clock.now() - turn.from) * 10) / 10;
  }
}

function isBusy({ hold, hearsSpeech, answer, tools, playing }: AssistantFacts): boolean {
  return hold !== 'idle' || hearsSpeech || answer !== 'none' || tools.length > 0 || playing;
}

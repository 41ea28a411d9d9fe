import type { Clock } from '#shared/base/clock.ts';
import type { ClientEvent, ClientEventOf, ClientEventType } from '#shared/wire/client-events.ts';
import type { Ids } from '#shared/wire/ids.ts';
import { DEFAULT_SESSION, type SessionConfig } from '#shared/wire/session-config.ts';
import type { EffectiveTurnDetection } from '#shared/wire/turn-detection.ts';
import { type Conversation, createConversation } from './conversation/conversation.ts';
import {
  type ConversationHandlers,
  createConversationHandlers,
} from './conversation/conversation-handlers.ts';
import { createAudioShelf } from './conversation/item-audio.ts';
import { createUserItems, type UserItems } from './conversation/user-items.ts';
import type { Emit } from './protocol/emit.ts';
import { announceMcpTools } from './protocol/mcp-tools.ts';
import { Refusal } from './protocol/refusal.ts';
import { updateSession } from './protocol/session-update.ts';
import { functionTools, planResponse } from './responses/response-plan.ts';
import { createResponses, type Responses } from './responses/responses.ts';
import type { Stages } from './stages.ts';
import { createIdleTimer, type IdleTimer } from './turns/idle-timer.ts';
import { type SpokenTurn, TurnTaker } from './turns/turn-taker.ts';
import { createUtteranceQueue, type UtteranceQueue } from './turns/utterance-queue.ts';

export type EngineSessionOptions = {
  readonly stages: Stages;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly emit: Emit;
  /** Settles when the client has room for more audio. */
  readonly room: () => Promise<void>;
  /** As the address named it, if it did; the engine has only one. */
  readonly model: string | undefined;
  /** Unix seconds. */
  readonly expiresAt: number;
  readonly onFault: (error: unknown) => void;
};

type Handlers = { readonly [Type in ClientEventType]: (event: ClientEventOf<Type>) => Promise<void> | void };

/** Name of the one model there is, until the client names it. */
const MODEL = 'hark-offline';

/**
 * One conversation session: the actor that owns its configuration, conversation, input buffer and responses (§14.1).
 * Events are handled one at a time; what stages find out later comes back through callbacks of the same thread.
 */
export class EngineSession {
  readonly #options: EngineSessionOptions;
  readonly #id: string;
  readonly #conversation: Conversation;
  readonly #utterances: UtteranceQueue;
  readonly #userItems: UserItems;
  readonly #items: ConversationHandlers;
  readonly #turns: TurnTaker;
  readonly #responses: Responses;
  readonly #idle: IdleTimer;
  readonly #handlers: Handlers;
  #config: SessionConfig;
  #modelIsOpen: boolean;
  /** Position of the input when the last answer ended, ms: where a wait for the user begins. */
  #answeredAtMs = 0;
  #grammarIsStale = false;

  constructor(options: EngineSessionOptions) {
    const { stages, ids, emit, clock } = options;
    const shelf = createAudioShelf();
    this.#options = options;
    this.#config = { ...DEFAULT_SESSION, model: options.model ?? MODEL };
    this.#modelIsOpen = options.model === undefined;
    this.#id = ids.next('sess');
    this.#conversation = createConversation(ids.next('conv'));
    this.#utterances = createUtteranceQueue(stages.stt);
    this.#userItems = createUserItems({ ids, shelf, utterances: this.#utterances });
    this.#items = createConversationHandlers({
      emit,
      conversation: this.#conversation,
      userItems: this.#userItems,
      session: () => this.#config,
    });
    this.#responses = createResponses({
      ...options,
      shelf,
      brain: stages.brain,
      tts: stages.tts,
      onAnswered: (audioMs) => this.#awaitUser(audioMs),
    });
    this.#idle = createIdleTimer(clock, () => this.#prompt());
    this.#turns = new TurnTaker({
      emit,
      ids,
      vad: stages.vad,
      utterances: this.#utterances,
      format: this.#config.audio.input.format,
      detection: this.#config.audio.input.turn_detection,
      transcribes: () => this.#config.audio.input.transcription !== null,
      completeness: (partial) => stages.brain.completeness(partial, functionTools(this.#config.tools)),
      onSpeechStarted: () => this.#bargeIn(),
      onTurn: (turn) => this.#endTurn(turn),
    });
    this.#handlers = this.#table();
  }

  /** Loads the grammar, then announces the session. Rejects, with nothing sent, when a stage cannot. */
  async start(): Promise<void> {
    const { stages, emit } = this.#options;
    await stages.stt.setGrammar(stages.brain.grammar([]));
    emit({ type: 'session.created', session: this.#snapshot() });
    emit({
      type: 'conversation.created',
      conversation: { id: this.#conversation.id, object: 'realtime.conversation' },
    });
  }

  /** Throws a `Refusal` for an event that cannot be obeyed. */
  async handle(event: ClientEvent): Promise<void> {
    if (event.type !== 'input_audio_buffer.append') this.#idle.stop();
    const handler = this.#handlers[event.type] as (event: ClientEvent) => Promise<void> | void;
    await handler(event);
  }

  close(): void {
    this.#idle.stop();
    this.#turns.close();
    this.#responses.close();
  }

  #table(): Handlers {
    const items = this.#items;
    return {
      'session.update': (event) => this.#update(event),
      'input_audio_buffer.append': ({ audio }) => this.#turns.append(audio),
      'input_audio_buffer.commit': () => {
        items.commit(this.#turns.commit());
        this.#refreshGrammar();
      },
      'input_audio_buffer.clear': () => {
        this.#turns.clear();
        this.#options.emit({ type: 'input_audio_buffer.cleared' });
        this.#refreshGrammar();
      },
      'output_audio_buffer.clear': () => {
        const message = "'output_audio_buffer.clear' needs WebRTC or SIP; here the client plays the audio.";
        throw new Refusal('invalid_value', message, 'type');
      },
      'conversation.item.create': (event) => items.create(event),
      'conversation.item.retrieve': (event) => items.retrieve(event),
      'conversation.item.truncate': (event) => items.truncate(event),
      'conversation.item.delete': (event) => items.delete(event),
      'response.create': ({ response }) => this.#respond(response ?? {}),
      'response.cancel': ({ response_id }) => {
        if (this.#responses.cancel('client_cancelled', response_id)) return;
        const message = 'Cancellation failed: no active response found';
        throw new Refusal('response_cancel_not_active', message);
      },
    };
  }

  #snapshot(): SessionConfig & { id: string; object: string; expires_at: number } {
    return {
      ...this.#config,
      id: this.#id,
      object: 'realtime.session',
      expires_at: this.#options.expiresAt,
    };
  }

  #update({ session }: ClientEventOf<'session.update'>): void {
    const before = this.#config;
    const after = updateSession(before, session, {
      hasSpoken: this.#responses.hasSpoken,
      responding: this.#responses.activeId !== undefined,
      modelIsOpen: this.#modelIsOpen,
    });
    this.#config = after;
    if (session.model !== undefined) this.#modelIsOpen = false;
    const { input } = after.audio;
    if (input.format.type !== before.audio.input.format.type) this.#turns.setFormat(input.format);
    this.#turns.setDetection(input.turn_detection);
    this.#options.emit({ type: 'session.updated', session: this.#snapshot() });
    if (session.tools === undefined) return;
    this.#grammarIsStale = true;
    this.#refreshGrammar();
    announceMcpTools(session.tools, { ...this.#options, conversation: this.#conversation });
  }

  /** Building a grammar holds the recogniser up, so it waits for the end of a turn that is being spoken. */
  #refreshGrammar(): void {
    if (!this.#grammarIsStale || this.#turns.turnIsOpen) return;
    this.#grammarIsStale = false;
    const { stages, onFault } = this.#options;
    const grammar = stages.brain.grammar(functionTools(this.#config.tools));
    stages.stt.setGrammar(grammar).catch(onFault);
  }

  #respond(params: NonNullable<ClientEventOf<'response.create'>['response']>): void {
    const plan = planResponse({
      id: this.#options.ids.next('resp'),
      params,
      session: this.#config,
      conversation: this.#conversation,
      newEntry: (item) => this.#userItems.fromClient(item, this.#config.audio.input.format),
    });
    this.#responses.start(plan);
  }

  #bargeIn(): void {
    this.#idle.stop();
    if (this.#detection?.interrupt_response) this.#responses.cancel('turn_detected');
  }

  #endTurn(turn: SpokenTurn): void {
    this.#items.commit(turn);
    this.#refreshGrammar();
    // With interrupt_response off the answer before this one may still be in progress; then there is none to this turn (§14.7).
    if (this.#detection?.create_response && this.#responses.activeId === undefined) this.#respond({});
  }

  get #detection(): EffectiveTurnDetection | null {
    return this.#config.audio.input.turn_detection;
  }

  #awaitUser(audioMs: number): void {
    this.#answeredAtMs = this.#turns.positionMs;
    const detection = this.#detection;
    if (detection?.type !== 'server_vad' || detection.idle_timeout_ms === null) return;
    this.#idle.start(audioMs + detection.idle_timeout_ms);
  }

  /** The user said nothing for the time the session set: the model speaks first (§8.9). */
  #prompt(): void {
    if (this.#turns.turnIsOpen || this.#responses.activeId !== undefined) return;
    const turn = this.#turns.takeAll();
    this.#options.emit({
      type: 'input_audio_buffer.timeout_triggered',
      audio_start_ms: this.#answeredAtMs,
      audio_end_ms: this.#turns.positionMs,
      item_id: turn.itemId,
    });
    this.#items.commit(turn);
    this.#respond({});
  }
}

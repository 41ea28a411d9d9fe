import { HarkError } from '#shared/base/errors.ts';
import type { HistoryEvent } from '../history/history.ts';
import type { EffectiveSettings, ModelEvent, ModelProblem } from '../model/model-events.ts';
import { sampleRateOf } from '../settings/settings.ts';
import { emitPatches } from './conversation.ts';
import type { SessionEnvironment, SessionOwners } from './session-owners.ts';
import { addUsage, NO_USAGE, type RealtimeUsage } from './usage.ts';

type EventOf<TType extends ModelEvent['type']> = Extract<ModelEvent, { type: TType }>;

/** Takes each event of the model to the parts it concerns, and tells the session's listeners. */
export class SessionRouter<TContext> {
  readonly #env: SessionEnvironment<TContext>;
  readonly #owners: SessionOwners<TContext>;
  #effective: EffectiveSettings = { interruptResponse: true };
  /** Responses beside the conversation: their words are nobody's to hear; `response_done` has them. */
  readonly #outOfBand = new Set<string>();
  #usage: RealtimeUsage = NO_USAGE;
  #badFrames = 0;

  constructor(env: SessionEnvironment<TContext>, owners: SessionOwners<TContext>) {
    this.#env = env;
    this.#owners = owners;
  }

  get usage(): RealtimeUsage {
    return this.#usage;
  }

  get badFrames(): number {
    return this.#badFrames;
  }

  /** A fault while handling an event costs that event, never the conversation. */
  handle(event: ModelEvent): void {
    try {
      this.#route(event);
    } catch (cause) {
      this.#env.onError(
        new HarkError('internal', `The event ${event.type} could not be handled.`, { cause }),
      );
    }
  }

  #route(event: ModelEvent): void {
    switch (event.type) {
      case 'raw':
        this.#env.emit({ type: 'raw_model_event', data: event.data });
        break;
      case 'audio':
        this.#handleAudio(event);
        break;
      case 'audio_done':
        this.#handleAudioDone(event);
        break;
      case 'output_delta':
      case 'output_done':
        this.#handleOutput(event);
        break;
      case 'response_started':
        this.#handleResponseStarted(event);
        break;
      case 'response_done':
        this.#handleResponseDone(event);
        break;
      case 'tool_call':
        this.#owners.tools.handleCall(event);
        break;
      case 'mcp_listing_started':
      case 'mcp_listed':
      case 'mcp_listing_failed':
      case 'mcp_approval_requested':
      case 'mcp_call_completed':
        this.#owners.mcp.handle(event);
        break;
      case 'speech_started':
        this.#handleSpeechStarted(event);
        break;
      case 'speech_stopped':
        this.#handleSpeechStopped(event);
        break;
      case 'input_timeout':
        this.#env.emit({ type: 'input_audio_timeout_triggered', itemId: event.itemId });
        break;
      case 'settings_applied':
        this.#handleApplied(event);
        break;
      case 'error':
        this.#handleProblem(event);
        break;
      case 'bad_frame':
        this.#handleBadFrame(event.problem);
        break;
      case 'session_started':
      case 'closed':
        // The connection's own affairs.
        break;
      case 'item_truncated':
        // Our own truncation, confirmed: the history was cut when it was asked for.
        break;
      default:
        this.#handleItem(event);
    }
  }

  /** The connection is gone: what was being answered ends here for whoever listens. */
  handleLost(): void {
    const { sequencer, speakers, guardrails } = this.#owners;
    const outcome = { status: 'incomplete', reason: 'connection_lost' } as const;
    for (const responseId of this.#outOfBand) {
      this.#env.emit({ type: 'response_done', responseId, outOfBand: true, outcome, output: '' });
    }
    this.#outOfBand.clear();
    const responseId = sequencer.activeResponseId;
    if (responseId === undefined) return;
    this.#env.emit({ type: 'response_done', responseId, outOfBand: false, outcome, output: '' });
    this.#env.emit({ type: 'agent_end', agent: speakers.toolsetOf(responseId).agent, output: '' });
    guardrails.handleResponseDone(responseId);
  }

  #handleApplied({ effective }: EventOf<'settings_applied'>): void {
    const { config, sequencer, turns } = this.#owners;
    this.#effective = effective;
    config.handleApplied();
    // A server that does not listen for turns any more never tells that this one has ended.
    if (config.current.turnDetection === null) sequencer.setUserSpeaking(turns.isOpen);
  }

  #handleAudio({ responseId, itemId, contentIndex, samples }: EventOf<'audio'>): void {
    const { interruption, sequencer, tracker, config, gate, history } = this.#owners;
    sequencer.handleActivity(responseId);
    if (interruption.isDiscarded(responseId) || this.#outOfBand.has(responseId)) return;
    config.fixVoice();
    interruption.noteAudio(itemId, responseId);
    const sampleRate = sampleRateOf(config.current.outputAudioFormat ?? 'pcm16');
    tracker.receive({ itemId, contentIndex }, samples.length, sampleRate);
    history.noteAudio(itemId, contentIndex, samples);
    const address = { responseId, itemId, contentIndex };
    gate.admit({
      ...address,
      durationMs: (samples.length * 1000) / sampleRate,
      release: () => this.#env.emit({ type: 'audio', ...address, samples, sampleRate }),
    });
  }

  #handleAudioDone({ responseId, itemId, contentIndex }: EventOf<'audio_done'>): void {
    if (this.#owners.interruption.isDiscarded(responseId) || this.#outOfBand.has(responseId)) return;
    const address = { responseId, itemId, contentIndex };
    const release = (): void => this.#env.emit({ type: 'audio_end', ...address });
    this.#owners.gate.admit({ ...address, durationMs: 0, release });
  }

  #handleOutput(event: EventOf<'output_delta' | 'output_done'>): void {
    const { interruption, sequencer, guardrails, speakers } = this.#owners;
    const { responseId, itemId, contentIndex, source } = event;
    sequencer.handleActivity(responseId);
    if (interruption.isDiscarded(responseId) || this.#outOfBand.has(responseId)) return;
    this.#recordText(event, 'assistant', source);
    const { agent } = speakers.toolsetOf(responseId);
    const text = this.#owners.history.textOf(itemId, contentIndex);
    const checked = { agent, responseId, itemId, contentIndex, text };
    if (event.type === 'output_delta') guardrails.handleText(checked);
    else guardrails.handleFinalText(checked);
  }

  /** Both sides' words go into the history and out as they come. */
  #recordText(
    event: EventOf<'output_delta' | 'output_done' | 'transcription_delta' | 'transcription_done'>,
    role: 'user' | 'assistant',
    source: 'speech' | 'text',
  ): void {
    const { itemId, contentIndex } = event;
    const final = event.type === 'output_done' || event.type === 'transcription_done';
    emitPatches(this.#env, this.#owners.history.apply(event));
    const text = final ? event.text : this.#owners.history.textOf(itemId, contentIndex);
    const delta = final ? '' : event.delta;
    this.#env.emit({ type: 'transcript', role, source, itemId, contentIndex, delta, text, final });
  }

  #handleResponseStarted({ responseId, outOfBand, requestId }: EventOf<'response_started'>): void {
    const { speakers, sequencer, guardrails, interruption } = this.#owners;
    if (outOfBand) {
      this.#outOfBand.add(responseId);
      this.#env.emit({ type: 'response_started', responseId, outOfBand });
      return;
    }
    speakers.handleResponseStarted(responseId);
    guardrails.handleResponseStarted(responseId);
    sequencer.handleStarted(responseId, requestId);
    if (sequencer.isCancelling) interruption.discard(responseId);
    // Told when it can be interrupted: a listener may do so.
    this.#env.emit({ type: 'response_started', responseId, outOfBand });
    this.#env.emit({ type: 'agent_start', agent: speakers.agent });
  }

  #handleResponseDone({ responseId, outOfBand, outcome, output, usage }: EventOf<'response_done'>): void {
    const { emit } = this.#env;
    const { interruption, speakers, tools, sequencer, guardrails } = this.#owners;
    if (usage !== undefined) {
      this.#usage = addUsage(this.#usage, usage);
      emit({ type: 'usage', responseId, response: usage, total: this.#usage });
    }
    emit({ type: 'response_done', responseId, outOfBand, outcome, output });
    if (outOfBand) {
      this.#outOfBand.delete(responseId);
      return;
    }
    if (outcome.status === 'failed') this.#env.onError(outcome.error);
    interruption.handleResponseDone(responseId);
    guardrails.handleResponseDone(responseId);
    emit({ type: 'agent_end', agent: speakers.toolsetOf(responseId).agent, output });
    // Tools first: their answer and what else waits then travel in one response.
    tools.handleResponseDone(responseId);
    sequencer.handleDone(responseId);
  }

  #handleSpeechStarted({ itemId }: EventOf<'speech_started'>): void {
    const { sequencer, interruption, tools } = this.#owners;
    sequencer.setUserSpeaking(true);
    this.#env.emit({ type: 'user_speech_started', itemId });
    // The server cancels its own answer; where it was told not to, the answer goes on.
    if (!this.#effective.interruptResponse) return;
    interruption.stop();
    tools.handleInterruption();
  }

  #handleSpeechStopped({ itemId }: EventOf<'speech_stopped'>): void {
    this.#owners.sequencer.setUserSpeaking(false);
    this.#env.emit({ type: 'user_speech_stopped', itemId });
  }

  #handleItem(event: Exclude<HistoryEvent, { type: 'output_delta' | 'output_done' }>): void {
    if (event.type === 'transcription_delta' || event.type === 'transcription_done') {
      this.#recordText(event, 'user', 'speech');
      return;
    }
    emitPatches(this.#env, this.#owners.history.apply(event));
    if (event.type === 'item') this.#owners.sequencer.handleItem(event.item.itemId);
    if (event.type === 'tool_output_item' || event.type === 'hidden_item') {
      this.#owners.sequencer.handleItem(event.itemId);
    }
    if (event.type === 'transcription_failed') {
      this.#env.emit({ type: 'transcription_failed', itemId: event.itemId, message: event.message });
    }
  }

  #handleProblem({ error, requestId, severity, isResponseConflict }: ModelProblem): void {
    const { sequencer, config } = this.#owners;
    sequencer.handleRefused(requestId, isResponseConflict);
    // Whoever asked for the change gets the error as a rejection.
    if (config.handleRefused(requestId, error) || severity === 'benign') return;
    this.#env.onError(error);
  }

  /** The first one is told; after that they are only counted, a broken server could flood the listeners. */
  #handleBadFrame(problem: string): void {
    this.#badFrames += 1;
    if (this.#badFrames > 1) return;
    this.#env.onError(new HarkError('server', `The server sent a frame that could not be read: ${problem}`));
  }
}

import { awaitsAnswer, endsWithSpeech, planReplay } from '../connection/replay.ts';
import type { HistoryEvent } from '../history/history.ts';
import type { RealtimeItem } from '../history/items.ts';
import type { ModelEvent } from '../model/model-events.ts';
import type { ModelSettings } from '../model/model-inputs.ts';
import type { ToolCall } from '../tools/call-ledger.ts';
import { emitPatches } from './conversation.ts';
import type { SessionEnvironment, SessionOwners } from './session-owners.ts';

/** Carries a conversation from one connection to the next: nothing said is lost, nothing done is done twice. */
export class Recovery<TContext> {
  readonly #env: SessionEnvironment<TContext>;
  readonly #owners: SessionOwners<TContext>;
  /** Calls whose outputs the server has not shown yet, by call id. */
  readonly #calls = new Map<string, ToolCall>();
  /** Items that are made anew from their audio. */
  #unheardItems: readonly string[] = [];
  #isAnswerCut = false;

  constructor(env: SessionEnvironment<TContext>, owners: SessionOwners<TContext>) {
    this.#env = env;
    this.#owners = owners;
  }

  /** Nobody speaks, nothing is being answered, no tool runs: the moment to change connections. */
  get isQuiet(): boolean {
    const { sequencer, tools, turns, tracker } = this.#owners;
    const isPlaying = tracker.isReported && tracker.unplayed.length > 0;
    return sequencer.isIdle && !tools.isBusy && !turns.isOpen && !sequencer.isUserSpeaking && !isPlaying;
  }

  /** Notes what the server has taken, before anybody else hears of it. */
  observe(event: ModelEvent): void {
    const { unconfirmed, spoken } = this.#owners;
    switch (event.type) {
      case 'item':
        unconfirmed.handleItem(event.item.itemId);
        if (isSpoken(event.item)) spoken.handleItem(event.item.itemId);
        break;
      case 'tool_output_item':
        unconfirmed.handleItem(event.itemId);
        this.#calls.delete(event.callId);
        break;
      case 'tool_call':
        this.#calls.set(event.callId, event);
        break;
      case 'error':
        unconfirmed.handleRefused(event.requestId);
        break;
      case 'speech_started':
        spoken.handleSpeechStarted();
        break;
      case 'transcription_done':
      case 'transcription_failed':
        spoken.handleUnderstood(event.itemId);
        break;
      case 'response_done':
        if (!event.outOfBand && event.outcome.status === 'completed') spoken.handleAnswered();
        break;
      default:
    }
  }

  /** The connection is gone. What plays goes on playing, tools go on running, and people go on talking. */
  handleLost(): void {
    const { config, sequencer, tools, approvals, mcp, interruption, spoken } = this.#owners;
    config.handleLost();
    this.#isAnswerCut = sequencer.handleLost();
    this.#unheardItems = spoken.handleLost();
    interruption.handleLost();
    tools.handleLost();
    approvals.handleLost();
    mcp.handleLost();
  }

  /** A server is there that was configured with `settings` and knows nothing else: it is told everything. */
  handleConnected(settings: ModelSettings): void {
    const { config, sequencer, history, unconfirmed, spoken, turns } = this.#owners;
    config.handleConnected(settings);
    this.#repairHistory();
    const wantsAnswer = this.#wantsAnswer();
    this.#cutAnswers(wantsAnswer);
    for (const item of planReplay(history.items, () => this.#env.ids.next('item'))) {
      this.#env.model.send({ type: 'create_item', requestId: this.#env.ids.next('event'), item });
    }
    unconfirmed.sendAgain();
    spoken.sendAgain(
      (audio) => this.#env.model.send({ type: 'append_audio', audio, isRepeated: true }),
      () => this.#env.model.send({ type: 'commit_audio', requestId: this.#env.ids.next('event') }),
    );
    if (wantsAnswer) sequencer.request();
    sequencer.setUserSpeaking(turns.isOpen);
    sequencer.handleConnected();
  }

  /** Whether a turn is without its answer that nothing else will ask for: tools that still run ask by themselves. */
  #wantsAnswer(): boolean {
    const { history, tools, config } = this.#owners;
    const isOwedBySpeech =
      config.current.turnDetection !== null &&
      config.current.turnDetection?.createResponse !== false &&
      endsWithSpeech(history.items);
    return !tools.isBusy && (this.#isAnswerCut || isOwedBySpeech) && awaitsAnswer(history.items);
  }

  /** Makes the history one that a server can be told: no call that nobody answers, no words that come again as audio. */
  #repairHistory(): void {
    const { history, tools, unconfirmed } = this.#owners;
    for (const itemId of this.#unheardItems) this.#apply({ type: 'item_deleted', itemId });
    this.#unheardItems = [];
    const known = new Set(
      history.items.flatMap((item) => (item.type === 'function_call' ? item.callId : [])),
    );
    for (const call of this.#calls.values()) {
      if (!known.has(call.callId)) this.#apply({ type: 'item', item: itemOf(call) });
    }
    const answered = unconfirmed.callIds;
    for (const item of history.items) {
      if (item.type !== 'function_call' || item.output !== null) continue;
      // Never begun: the turn is asked again, and the model may call again.
      const isOurs = tools.isRunning(item.callId) || answered.has(item.callId);
      if (!isOurs) this.#apply({ type: 'item_deleted', itemId: item.itemId });
    }
  }

  /**
   * Answers that were cut off end with what was heard of them. Where another one replaces them, the rest is not played any
   * more: it must not run into it.
   */
  #cutAnswers(isReplaced: boolean): void {
    const { history, interruption } = this.#owners;
    const shares = isReplaced ? this.#heardShares() : new Map<string, number>();
    if (isReplaced) interruption.stop();
    for (const item of history.items) {
      if (item.type !== 'message' || item.role !== 'assistant' || item.status !== 'in_progress') continue;
      const index = Math.max(0, item.content.length - 1);
      const heard = history.hear(item.itemId, index, shares.get(item.itemId) ?? 1);
      if (heard === '' && index === 0) this.#apply({ type: 'item_deleted', itemId: item.itemId });
      else emitPatches(this.#env, history.interrupt(item.itemId, index, heard));
    }
  }

  /** How much was heard of what is not played to its end yet, 0..1 by item; nothing when nobody reports. */
  #heardShares(): ReadonlyMap<string, number> {
    const { tracker } = this.#owners;
    const parts = tracker.isReported ? tracker.unplayed : [];
    return new Map(parts.map((part) => [part.itemId, part.playedSamples / part.receivedSamples]));
  }

  #apply(event: HistoryEvent): void {
    emitPatches(this.#env, this.#owners.history.apply(event));
  }
}

function isSpoken(item: RealtimeItem): boolean {
  return (
    item.type === 'message' &&
    item.role === 'user' &&
    item.content.some((part) => part.type === 'input_audio')
  );
}

function itemOf({ itemId, callId, name, arguments: args }: ToolCall): RealtimeItem {
  return { type: 'function_call', itemId, callId, name, arguments: args, status: 'completed', output: null };
}

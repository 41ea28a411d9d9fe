import { HarkError } from '#shared/base/errors.ts';
import type { RealtimeAgent } from '../agent/agent.ts';
import { type HookRun, runHooks } from '../agent/agent-hooks.ts';
import type { ConnectionState } from '../connection/connection-state.ts';
import type { ModelLink } from '../connection/model-link.ts';
import { type HistoryEdit, planHistoryEdit, planRestore } from '../history/history-edit.ts';
import type { RealtimeItem } from '../history/items.ts';
import { inputDurationMs } from '../input/input-duration.ts';
import type { McpTool } from '../mcp/mcp-events.ts';
import type { ModelInput, RawClientMessage } from '../model/model-inputs.ts';
import type { RealtimePlaybackTracker } from '../playback/playback-tracker.ts';
import { checkSettings, type RealtimeSettings } from '../settings/session-settings.ts';
import type { RealtimeSessionSettings } from '../settings/settings.ts';
import type { PendingApproval, RejectOptions } from '../tools/approvals.ts';
import { editHistory } from './conversation.ts';
import { createLink, type ModelSource } from './create-link.ts';
import { EventStream } from './event-stream.ts';
import { initialSettings } from './initial-settings.ts';
import type { RealtimeSession, UserMessage } from './session-api.ts';
import type {
  RealtimeSessionEvent,
  RealtimeSessionEventOf,
  RealtimeSessionEventType,
  SessionEventBody,
} from './session-events.ts';
import { createOwners, type SessionEnvironment, type SessionOwners } from './session-owners.ts';
import { SessionRouter } from './session-router.ts';
import type { RealtimeUsage } from './usage.ts';

export type SessionOptions<TContext> = Omit<
  SessionEnvironment<TContext>,
  'closing' | 'emit' | 'onError' | 'model'
> &
  ModelSource;

/** The assembly of a session: public calls go to the parts, the model's events through the router. */
export class Session<TContext> implements RealtimeSession<TContext> {
  readonly #env: SessionEnvironment<TContext>;
  readonly #owners: SessionOwners<TContext>;
  readonly #router: SessionRouter<TContext>;
  readonly #hooks: HookRun<TContext>;
  readonly #stream: EventStream<RealtimeSessionEvent<TContext>>;
  readonly #link: ModelLink;
  readonly #closing = new AbortController();
  #shutdown: Promise<void> | undefined;

  constructor(options: SessionOptions<TContext>) {
    this.#stream = new EventStream((error, event) => this.#handleListenerError(error, event.type));
    this.#env = {
      ...options,
      closing: this.#closing.signal,
      model: {
        send: (input) => this.#link.send(input),
        interpret: (message) => this.#link.interpret(message),
      },
      emit: (event) => this.#emit(event),
      onError: (error) => this.#emit({ type: 'error', error, fatal: false }),
    };
    this.#hooks = {
      context: options.context,
      ofRun: options.config.hooks ?? {},
      onError: (error) => this.#handleListenerError(error, 'agent hook'),
    };
    this.#owners = createOwners(this.#env);
    this.#router = new SessionRouter(this.#env, this.#owners);
    this.#link = createLink({
      env: this.#env,
      owners: this.#owners,
      router: this.#router,
      source: options,
      onGivenUp: (error) => void this.#shutDown(error),
    });
  }

  async connect(): Promise<void> {
    if (this.connection.state !== 'idle') {
      const message = `This session is ${this.connection.state} and cannot connect again.`;
      throw new HarkError('invalid_input', message, { action: 'Run a new session.' });
    }
    try {
      await this.#link.connect(() => this.#start());
    } catch (cause) {
      const error = cause instanceof HarkError ? cause : new HarkError('internal', String(cause), { cause });
      await this.#shutDown(error);
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#shutDown(undefined);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  [Symbol.asyncIterator](): AsyncIterator<RealtimeSessionEvent<TContext>, undefined> {
    return this.#stream.iterate();
  }

  on<TType extends RealtimeSessionEventType>(
    type: TType,
    listener: (event: RealtimeSessionEventOf<TType, TContext>) => void,
  ): () => void {
    return this.#stream.on(type, (event) => listener(event as RealtimeSessionEventOf<TType, TContext>));
  }

  sendMessage(message: string | UserMessage): void {
    this.#require(this.#isAlive);
    if (!this.#isConnected) this.#owners.unconfirmed.requireRoom();
    const content =
      typeof message === 'string' ? [{ type: 'input_text', text: message } as const] : message.content;
    const itemId = this.#owners.createMessage('user', content);
    this.#owners.sequencer.request({ answers: [itemId] });
  }

  sendAudio(audio: ArrayBufferView, options: { readonly commit?: boolean } = {}): boolean {
    if (!this.#isAlive) return false;
    const { spoken, turns } = this.#owners;
    const durationMs = inputDurationMs(audio, this.settings);
    const isTaken = this.#send({ type: 'append_audio', audio }) || !this.#isConnected;
    if (isTaken) {
      spoken.keep(audio, durationMs);
      turns.noteAudio(durationMs);
    }
    if (options.commit) {
      spoken.commit();
      this.#send({ type: 'commit_audio', requestId: this.#env.ids.next('event') });
    }
    return isTaken;
  }

  startTurn(): void {
    this.#require(this.#isAlive);
    this.#owners.interrupt();
    this.#owners.turns.start();
  }

  endTurn({ respond = true }: { readonly respond?: boolean } = {}): void {
    if (this.#owners.turns.end() && respond) this.#owners.sequencer.request();
  }

  cancelTurn(): void {
    this.#owners.turns.cancel();
  }

  interrupt(): void {
    this.#owners.interrupt();
  }

  async updateAgent(agent: RealtimeAgent<TContext>): Promise<void> {
    this.#require(this.#isAlive);
    await this.#owners.speakers.switchTo(agent);
  }

  async updateSession(patch: RealtimeSettings<TContext>): Promise<void> {
    this.#require(this.#isAlive);
    await this.#owners.speakers.update(checkSettings(patch));
  }

  updateHistory(
    items: readonly RealtimeItem[] | ((history: readonly RealtimeItem[]) => readonly RealtimeItem[]),
  ): void {
    this.#require(this.#isAlive);
    const wanted = typeof items === 'function' ? items(this.history) : items;
    if (!this.#isConnected) this.#owners.unconfirmed.forgetMessages();
    this.#edit(planHistoryEdit(this.history, wanted, () => this.#env.ids.next('item')));
  }

  restore(items: readonly RealtimeItem[]): void {
    this.#require(this.#isAlive);
    this.#edit(planRestore(items, () => this.#env.ids.next('item')));
  }

  sendRaw(message: RawClientMessage): void {
    this.#require(this.#isConnected);
    const input = this.#env.model.interpret(message);
    if (input.type === 'create_response') this.#owners.sequencer.request({ params: input.params ?? {} });
    else this.#send(input);
  }

  approve(call: string | PendingApproval, options?: { readonly always?: boolean }): boolean {
    return this.#owners.approvals.approve(call, options);
  }

  reject(call: string | PendingApproval, options?: RejectOptions): boolean {
    return this.#owners.approvals.reject(call, options);
  }

  get playback(): RealtimePlaybackTracker {
    return this.#owners.tracker;
  }

  get history(): readonly RealtimeItem[] {
    return this.#owners.history.items;
  }

  audioOf(itemId: string, contentIndex = 0): Int16Array | undefined {
    return this.#owners.history.audioOf(itemId, contentIndex);
  }

  get usage(): RealtimeUsage {
    return this.#router.usage;
  }

  get connection(): ConnectionState {
    return this.#link.state;
  }

  get agent(): RealtimeAgent<TContext> {
    return this.#owners.speakers.agent;
  }

  get settings(): RealtimeSessionSettings {
    return this.#owners.config.current;
  }

  get pendingApprovals(): readonly PendingApproval[] {
    return this.#owners.approvals.pending;
  }

  get availableMcpTools(): readonly McpTool[] {
    return this.#owners.mcp.tools;
  }

  get droppedAudioMs(): number {
    return this.#owners.spoken.droppedMs;
  }

  get badFrames(): number {
    return this.#router.badFrames;
  }

  /** Works out what the first connection is configured with. */
  async #start(): Promise<void> {
    const { signal } = this.#env.run;
    if (signal?.aborted) throw new HarkError('closed', 'Connecting was called off.');
    const callOff = (): void => {
      if (!this.#isConnected) void this.#shutDown(new HarkError('closed', 'Connecting was called off.'));
    };
    signal?.addEventListener('abort', callOff, { once: true, signal: this.#closing.signal });
    this.#owners.config.start(await initialSettings(this.#env, this.#owners));
  }

  #shutDown(error: HarkError | undefined): Promise<void> {
    if (this.#shutdown === undefined) {
      const gone = Promise.withResolvers<void>();
      // Known before anybody is told: a listener may close as well.
      this.#shutdown = gone.promise;
      this.#tearDown(error).then(gone.resolve, gone.reject);
    }
    return this.#shutdown;
  }

  async #tearDown(error: HarkError | undefined): Promise<void> {
    const { tools, approvals, sequencer, interruption, config, guardrails } = this.#owners;
    for (const owner of [guardrails, tools, approvals, sequencer, interruption]) owner.close();
    const reason = error ?? new HarkError('closed', 'The session was closed.');
    config.close(reason);
    this.#closing.abort(reason);
    if (error !== undefined) this.#emit({ type: 'error', error, fatal: true });
    const gone = this.#link.close(error);
    this.#stream.close();
    await gone;
  }

  #emit(event: SessionEventBody<TContext>): void {
    if (this.#stream.isHeard(event.type)) this.#stream.emit({ ...event, context: this.#env.context });
    runHooks(event, this.#hooks);
  }

  /** A listener of errors that throws is left alone: reporting it would only call it again. */
  #handleListenerError(cause: unknown, where: string): void {
    if (where === 'error') return;
    this.#env.onError(new HarkError('internal', `A listener of ${where} threw.`, { cause }));
  }

  #edit(edits: readonly HistoryEdit[]): void {
    editHistory(this.#env, this.#owners, edits);
  }

  #send(input: ModelInput): boolean {
    return this.#env.model.send(input);
  }

  get #isConnected(): boolean {
    return this.connection.state === 'connected';
  }

  /** Whether what is said now reaches the model, if not at once. */
  get #isAlive(): boolean {
    return ['connected', 'renewed', 'reconnecting'].includes(this.connection.state);
  }

  #require(isFit: boolean): void {
    if (isFit) return;
    const { state } = this.connection;
    throw new HarkError('closed', `The session is not connected (${state}); nothing was sent.`);
  }
}

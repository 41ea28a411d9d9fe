import { HarkError } from '#shared/base/errors.ts';
import type { RealtimeAgent } from './agent.ts';
import { type HookRun, runHooks } from './agent-hooks.ts';
import type { ConnectionState } from './connection-state.ts';
import { EventStream } from './event-stream.ts';
import { type HistoryEdit, planHistoryEdit, planRestore } from './history/history-edit.ts';
import type { RealtimeItem } from './history/items.ts';
import type { McpTool } from './mcp/mcp-events.ts';
import type { ModelInput, ModelSettings, RawClientMessage } from './model/model-inputs.ts';
import type { RealtimePlaybackTracker } from './playback-tracker.ts';
import type { RealtimeSession, UserMessage } from './session-api.ts';
import { mergeSettings } from './session-config.ts';
import type {
  RealtimeSessionEvent,
  RealtimeSessionEventOf,
  RealtimeSessionEventType,
  SessionEventWithoutContext,
} from './session-events.ts';
import { createOwners, type SessionEnvironment, type SessionOwners } from './session-owners.ts';
import { SessionRouter } from './session-router.ts';
import { checkSettings, type RealtimeSettings } from './session-settings.ts';
import { DEFAULT_SESSION_SETTINGS, type RealtimeSessionSettings, sampleRateOf } from './settings.ts';
import type { PendingApproval, RejectOptions } from './tools/approvals.ts';
import type { RealtimeUsage } from './usage.ts';

export type SessionOptions<TContext> = Omit<SessionEnvironment<TContext>, 'emit' | 'onError'>;

/** The assembly of a session: public calls go to the parts, the model's events through the router. */
export class Session<TContext> implements RealtimeSession<TContext> {
  readonly #env: SessionEnvironment<TContext>;
  readonly #owners: SessionOwners<TContext>;
  readonly #router: SessionRouter<TContext>;
  readonly #hooks: HookRun<TContext>;
  readonly #stream: EventStream<RealtimeSessionEvent<TContext>>;
  #connection: ConnectionState = { state: 'idle' };
  #unsubscribe = (): void => {};
  #shutdown: Promise<void> | undefined;

  constructor(options: SessionOptions<TContext>) {
    this.#stream = new EventStream((error, event) => this.#handleListenerError(error, event.type));
    this.#env = {
      ...options,
      emit: (event) => this.#emit(event),
      onError: (error) => this.#emit({ type: 'error', error, fatal: false }),
    };
    this.#hooks = {
      context: options.context,
      ofRun: options.config.hooks ?? {},
      onError: (error) => this.#handleListenerError(error, 'agent hook'),
    };
    this.#owners = createOwners(this.#env);
    this.#router = new SessionRouter(this.#env, this.#owners, (error) => {
      void this.#shutDown(error);
    });
  }

  async connect(): Promise<void> {
    if (this.#connection.state !== 'idle') {
      const message = `This session is ${this.#connection.state} and cannot connect again.`;
      throw new HarkError('invalid_input', message, { action: 'Run a new session.' });
    }
    this.#enter({ state: 'connecting' });
    try {
      await this.#open();
    } catch (cause) {
      const error = cause instanceof HarkError ? cause : new HarkError('internal', String(cause), { cause });
      await this.#shutDown(error);
      throw error;
    }
    this.#enter({ state: 'connected' });
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
    this.#requireConnection();
    const content =
      typeof message === 'string' ? [{ type: 'input_text', text: message } as const] : message.content;
    const itemId = this.#owners.createMessage('user', content);
    this.#owners.sequencer.request({ answers: [itemId] });
  }

  sendAudio(audio: ArrayBufferView, options: { readonly commit?: boolean } = {}): boolean {
    if (this.#connection.state !== 'connected') return false;
    const isSent = this.#env.model.send({ type: 'append_audio', audio });
    if (isSent) this.#owners.turns.noteAudio(audioMs(audio, this.settings));
    if (options.commit) this.#send({ type: 'commit_audio', requestId: this.#env.ids.next('event') });
    return isSent;
  }

  startTurn(): void {
    this.#requireConnection();
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
    this.#requireConnection();
    await this.#owners.speakers.switchTo(agent);
  }

  async updateSession(patch: RealtimeSettings<TContext>): Promise<void> {
    this.#requireConnection();
    await this.#owners.speakers.update(checkSettings(patch));
  }

  updateHistory(
    items: readonly RealtimeItem[] | ((history: readonly RealtimeItem[]) => readonly RealtimeItem[]),
  ): void {
    this.#requireConnection();
    const wanted = typeof items === 'function' ? items(this.history) : items;
    this.#edit(planHistoryEdit(this.history, wanted, () => this.#env.ids.next('item')));
  }

  restore(items: readonly RealtimeItem[]): void {
    this.#requireConnection();
    this.#edit(planRestore(items, () => this.#env.ids.next('item')));
  }

  sendRaw(message: RawClientMessage): void {
    this.#requireConnection();
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
    return this.#connection;
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

  get badFrames(): number {
    return this.#router.badFrames;
  }

  async #open(): Promise<void> {
    const { model, run } = this.#env;
    const settings = await this.#initialSettings();
    const { initialModelSettings: _, playbackTracker: __, ...target } = run.modelConfig ?? {};
    this.#unsubscribe = model.subscribe((event) => this.#router.handle(event));
    await model.connect({
      ...target,
      modelName: settings.modelName ?? DEFAULT_SESSION_SETTINGS.modelName,
      ...(run.signal === undefined ? {} : { signal: run.signal }),
    });
    await this.#owners.config.start(settings);
  }

  /** What the run asks for wins over the agent, the agent over the runner's settings, those over the defaults. */
  async #initialSettings(): Promise<ModelSettings> {
    const { config, run } = this.#env;
    const ofRunner = checkSettings(config.modelSettings);
    const ofRun = checkSettings(run.modelConfig?.initialModelSettings);
    const ofAgent = await this.#owners.speakers.start(ofRunner, ofRun);
    const base = mergeSettings(DEFAULT_SESSION_SETTINGS, ofRunner.settings);
    const settings = mergeSettings(mergeSettings(base, ofAgent), ofRun.settings);
    return config.tracingDisabled ? { ...settings, tracing: null } : settings;
  }

  #shutDown(error: HarkError | undefined): Promise<void> {
    this.#shutdown ??= this.#tearDown(error);
    return this.#shutdown;
  }

  async #tearDown(error: HarkError | undefined): Promise<void> {
    const { tools, approvals, sequencer, interruption, config, guardrails } = this.#owners;
    guardrails.close();
    tools.close();
    approvals.close();
    sequencer.close();
    interruption.close();
    config.close(error ?? new HarkError('closed', 'The session was closed.'));
    this.#unsubscribe();
    if (error !== undefined) this.#emit({ type: 'error', error, fatal: true });
    this.#enter({ state: 'closed', ...(error === undefined ? {} : { error }) });
    this.#stream.close();
    await this.#env.model.close();
  }

  #enter(connection: ConnectionState): void {
    this.#connection = connection;
    this.#emit({ type: 'connection', connection });
  }

  #emit(event: SessionEventWithoutContext<TContext>): void {
    if (this.#stream.isHeard(event.type)) this.#stream.emit({ ...event, context: this.#env.context });
    runHooks(event, this.#hooks);
  }

  /** A listener of errors that throws is left alone: reporting it would only call it again. */
  #handleListenerError(cause: unknown, where: string): void {
    if (where === 'error') return;
    this.#env.onError(new HarkError('internal', `A listener of ${where} threw.`, { cause }));
  }

  #edit(edits: readonly HistoryEdit[]): void {
    for (const edit of edits) {
      const requestId = this.#env.ids.next('event');
      if (edit.type === 'delete') this.#send({ type: 'delete_item', requestId, itemId: edit.itemId });
      else this.#send({ ...edit, type: 'create_item', requestId });
    }
  }

  #send(input: ModelInput): void {
    this.#env.model.send(input);
  }

  #requireConnection(): void {
    const { state } = this.#connection;
    if (state === 'connected') return;
    throw new HarkError('closed', `The session is not connected (${state}); nothing was sent.`);
  }
}

/** Duration of audio in the session's input format, ms. */
function audioMs(audio: ArrayBufferView, settings: RealtimeSessionSettings): number {
  const format = settings.inputAudioFormat ?? 'pcm16';
  const bytesPerSample = audio instanceof Int16Array || format === 'pcm16' ? 2 : 1;
  return (audio.byteLength * 1000) / bytesPerSample / sampleRateOf(format);
}

import type { Clock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { Ids } from '#shared/wire/ids.ts';
import type { RealtimeAgent } from '../agent/agent.ts';
import { Speakers } from '../agent/speakers.ts';
import { SpokenAudio } from '../connection/spoken-audio.ts';
import { UnconfirmedItems } from '../connection/unconfirmed-items.ts';
import type { AudioGate } from '../guardrails/audio-gate.ts';
import type { GuardrailRunner } from '../guardrails/guardrail-runner.ts';
import { History } from '../history/history.ts';
import type { HistoryPatch, MessageContent } from '../history/items.ts';
import { PushToTalk } from '../input/push-to-talk.ts';
import type { McpHost } from '../mcp/mcp-host.ts';
import type { ModelInput, RawClientMessage } from '../model/model-inputs.ts';
import { Interruption } from '../playback/interruption.ts';
import { RealtimePlaybackTracker } from '../playback/playback-tracker.ts';
import { ResponseSequencer } from '../responses/response-sequencer.ts';
import type { RealtimeRunConfig, RunOptions } from '../runner-options.ts';
import { SessionConfig } from '../settings/session-config.ts';
import { type Approvals, createApprovals } from '../tools/approvals.ts';
import type { ToolRunner } from '../tools/tool-runner.ts';
import { createGuardrails, type GuardrailOwners } from './guardrail-owners.ts';
import type { SessionEventBody } from './session-events.ts';
import { createMcp, createTools } from './tool-owners.ts';

const DEFAULT_APPROVAL_TIMEOUT_MS = 60_000;

/** What the owners of a session's parts have in common. */
export type SessionEnvironment<TContext> = {
  readonly clock: Clock;
  readonly ids: Ids;
  /** Whatever connection there is; `send` is false while there is none. */
  readonly model: {
    send(input: ModelInput): boolean;
    interpret(message: RawClientMessage): ModelInput;
  };
  readonly context: TContext;
  readonly startingAgent: RealtimeAgent<TContext>;
  readonly config: RealtimeRunConfig<TContext>;
  readonly run: RunOptions<TContext>;
  /** Fires when the session is closed; its reason is a HarkError. */
  readonly closing: AbortSignal;
  readonly emit: (event: SessionEventBody<TContext>) => void;
  readonly onError: (error: HarkError) => void;
};

/** The parts of a session; each owns one piece of state and knows the others only by the calls wired here. */
export type SessionOwners<TContext> = {
  readonly config: SessionConfig;
  readonly sequencer: ResponseSequencer;
  readonly history: History;
  readonly tracker: RealtimePlaybackTracker;
  readonly interruption: Interruption;
  readonly approvals: Approvals;
  readonly speakers: Speakers<TContext>;
  readonly tools: ToolRunner<TContext>;
  readonly mcp: McpHost<TContext>;
  readonly guardrails: GuardrailRunner<TContext>;
  readonly gate: AudioGate;
  readonly turns: PushToTalk;
  readonly unconfirmed: UnconfirmedItems;
  readonly spoken: SpokenAudio;
  /** Adds a message to the conversation and answers its item's id. */
  readonly createMessage: (role: 'system' | 'user', content: readonly MessageContent[]) => string;
  /** Stops the answer, whatever stage it is in. */
  readonly interrupt: () => void;
};

type Env<TContext> = SessionEnvironment<TContext>;

/** Builds a session's parts and wires them to each other. Nothing is sent yet. */
export function createOwners<TContext>(env: Env<TContext>): SessionOwners<TContext> {
  const history = new History({ keepAudio: env.config.keepAudio ?? false });
  const unconfirmed = new UnconfirmedItems((input) => env.model.send(input));
  const tracker = env.run.modelConfig?.playbackTracker ?? new RealtimePlaybackTracker();
  const announceIdle = (): void => {
    const isBusy = !sequencer.isIdle || tools.isBusy || guardrails.isBusy;
    if (!isBusy && !sequencer.isUserSpeaking) env.emit({ type: 'idle' });
  };
  const sequencer: ResponseSequencer = createSequencer(env, () => {
    config.handleQuiet();
    announceIdle();
  });
  const config = createConfig(env, sequencer);
  const interruption = createInterruption(env, {
    history,
    tracker,
    sequencer,
    onStop: () => gate.clear(),
  });
  const speakers = createSpeakers(env, config, () => mcp.handleToolsChanged());
  const approvalTimeoutMs = env.config.approvalTimeoutMs ?? DEFAULT_APPROVAL_TIMEOUT_MS;
  const approvals = createApprovals(env.clock, approvalTimeoutMs);
  const tools: ToolRunner<TContext> = createTools(env, {
    approvals,
    approvalTimeoutMs,
    speakers,
    sequencer,
    unconfirmed,
    onAnswered: announceIdle,
  });
  const mcp: McpHost<TContext> = createMcp(env, { approvals, approvalTimeoutMs, speakers, sequencer, tools });
  const stopPlayback = (): void => {
    interruption.stop();
    tools.handleInterruption();
  };
  const interrupt = (): void => {
    // Cancelled first: a server refuses to truncate what it is still writing.
    sequencer.cancel();
    stopPlayback();
  };
  const createMessage = createMessageSender(env, unconfirmed);
  const { guardrails, gate }: GuardrailOwners<TContext> = createGuardrails(env, {
    history,
    speakers,
    sequencer,
    createMessage,
    stopPlayback,
    onSettled: announceIdle,
  });
  const spoken: SpokenAudio = new SpokenAudio(() => config.current.turnDetection !== null && !turns.isOpen);
  const turns: PushToTalk = createTurns(env, { sequencer, spoken });
  return {
    config,
    sequencer,
    history,
    tracker,
    interruption,
    approvals,
    speakers,
    tools,
    mcp,
    guardrails,
    gate,
    turns,
    unconfirmed,
    spoken,
    createMessage,
    interrupt,
  };
}

function createMessageSender<TContext>(
  env: Env<TContext>,
  unconfirmed: UnconfirmedItems,
): SessionOwners<TContext>['createMessage'] {
  return (role, content) => {
    const itemId = env.ids.next('item');
    unconfirmed.create({
      type: 'create_item',
      requestId: env.ids.next('event'),
      item: { type: 'message', itemId, role, content },
    });
    return itemId;
  };
}

/** Announces what changed in the history. */
export function emitPatches<TContext>(env: Env<TContext>, patches: readonly HistoryPatch[]): void {
  if (patches.length === 0) return;
  for (const patch of patches) {
    if (patch.type === 'add') env.emit({ type: 'history_added', item: patch.item });
  }
  env.emit({ type: 'history_updated', patches });
}

function createConfig<TContext>(env: Env<TContext>, sequencer: ResponseSequencer): SessionConfig {
  return new SessionConfig({
    clock: env.clock,
    newRequestId: () => env.ids.next('event'),
    send: (requestId, settings) => env.model.send({ type: 'configure', requestId, settings }),
    isResponding: () => sequencer.isResponding,
    onIgnored: env.onError,
  });
}

function createSequencer<TContext>(env: Env<TContext>, onFree: () => void): ResponseSequencer {
  return new ResponseSequencer({
    clock: env.clock,
    newRequestId: () => env.ids.next('event'),
    sendCreate: (requestId, params) =>
      env.model.send({ type: 'create_response', requestId, ...(params === undefined ? {} : { params }) }),
    sendCancel: (responseId) =>
      env.model.send({ type: 'cancel_response', requestId: env.ids.next('event'), responseId }),
    onFree,
    onStalled: (what) => env.onError(new HarkError('server', STALLED[what])),
  });
}

const STALLED = {
  response_start: 'The server did not start the answer it was asked for; the session goes on without it.',
  response_end: 'The server did not finish its answer; the session goes on without it.',
  response_conflict:
    'The server kept refusing to answer because of another answer; the request was given up.',
} as const;

function createInterruption<TContext>(
  env: Env<TContext>,
  parts: Pick<SessionOwners<TContext>, 'history' | 'tracker' | 'sequencer'> & { readonly onStop: () => void },
): Interruption {
  const { history, tracker, sequencer, onStop } = parts;
  const { model, ids, emit } = env;
  return new Interruption({
    clock: env.clock,
    tracker,
    flushPlayback: env.run.flushPlayback,
    onStop,
    activeResponseId: () => sequencer.activeResponseId,
    onInterrupted: (interrupted) => emit({ type: 'audio_interrupted', ...interrupted }),
    truncate: (cut) => model.send({ type: 'truncate_item', requestId: ids.next('event'), ...cut }),
    deleteItem(itemId) {
      const isSent = model.send({ type: 'delete_item', requestId: ids.next('event'), itemId });
      // Without a server nobody else will say that it is gone.
      if (!isSent) emitPatches(env, history.apply({ type: 'item_deleted', itemId }));
    },
    markHeard: ({ itemId, contentIndex }, share) => {
      const heard = share === undefined ? undefined : history.hear(itemId, contentIndex, share);
      emitPatches(env, history.interrupt(itemId, contentIndex, heard));
    },
  });
}

function createSpeakers<TContext>(
  env: Env<TContext>,
  config: SessionConfig,
  onToolsChanged: () => void,
): Speakers<TContext> {
  return new Speakers({
    clock: env.clock,
    closing: env.closing,
    context: env.context,
    startingAgent: env.startingAgent,
    configure: (settings) => config.update(settings),
    onSwitched: (handoff) => env.emit({ type: 'handoff', ...handoff }),
    onToolsChanged,
  });
}

function createTurns<TContext>(
  env: Env<TContext>,
  { sequencer, spoken }: Pick<SessionOwners<TContext>, 'sequencer' | 'spoken'>,
): PushToTalk {
  const { model, ids, emit } = env;
  return new PushToTalk({
    clearAudio() {
      spoken.clear();
      model.send({ type: 'clear_audio', requestId: ids.next('event') });
    },
    commitAudio() {
      spoken.commit();
      model.send({ type: 'commit_audio', requestId: ids.next('event') });
    },
    onOpen: () => sequencer.setUserSpeaking(true),
    onClose: () => sequencer.setUserSpeaking(false),
    onDropped: (audioMs) => emit({ type: 'turn_dropped', audioMs }),
  });
}

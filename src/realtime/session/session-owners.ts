import type { Clock } from '#shared/base/clock.ts';
import type { HarkError } from '#shared/base/errors.ts';
import type { Ids } from '#shared/wire/ids.ts';
import type { RealtimeAgent } from '../agent/agent.ts';
import type { Speakers } from '../agent/speakers.ts';
import { UnconfirmedItems } from '../connection/unconfirmed-items.ts';
import type { AudioGate } from '../guardrails/audio-gate.ts';
import type { GuardrailRunner } from '../guardrails/guardrail-runner.ts';
import { History } from '../history/history.ts';
import type { MessageContent } from '../history/items.ts';
import type { PushToTalk } from '../input/push-to-talk.ts';
import { SpokenAudio } from '../input/spoken-audio.ts';
import type { McpHost } from '../mcp/mcp-host.ts';
import type { ModelInput, RawClientMessage } from '../model/model-inputs.ts';
import type { Interruption } from '../playback/interruption.ts';
import { RealtimePlaybackTracker } from '../playback/playback-tracker.ts';
import type { ResponseSequencer } from '../responses/response-sequencer.ts';
import type { RealtimeRunConfig, RunOptions } from '../runner-options.ts';
import type { SessionConfig } from '../settings/session-config.ts';
import { type Approvals, createApprovals } from '../tools/approvals.ts';
import type { ToolRunner } from '../tools/tool-runner.ts';
import { createMessageSender } from './conversation.ts';
import { createGuardrails, type GuardrailOwners } from './create-guardrails.ts';
import { createConfig, createSequencer, createSpeakers } from './create-responses.ts';
import { createInterruption, createTurns } from './create-speech.ts';
import { createMcp, createTools } from './create-tools.ts';
import type { SessionEventBody } from './session-events.ts';

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

/** Builds a session's parts and wires them to each other. Nothing is sent yet. */
export function createOwners<TContext>(env: SessionEnvironment<TContext>): SessionOwners<TContext> {
  const history = new History({ keepAudio: env.config.keepAudio ?? false });
  const unconfirmed = new UnconfirmedItems((input) => env.model.send(input));
  const tracker = env.run.modelConfig?.playbackTracker ?? new RealtimePlaybackTracker();
  const announceIdle = (): void => {
    const isBusy = !sequencer.isIdle || tools.isBusy || guardrails.isBusy;
    if (!isBusy && !sequencer.isUserSpeaking) env.emit({ type: 'idle' });
  };
  const sequencer: ResponseSequencer = createSequencer(env, {
    onFree() {
      config.handleQuiet();
      announceIdle();
    },
    onUnended: (responseId) => tools.handleResponseDone(responseId),
  });
  const config = createConfig(env, sequencer);
  const interruption = createInterruption(env, { history, tracker, sequencer, onStop: () => gate.clear() });
  const speakers = createSpeakers(env, config, () => mcp.handleToolsChanged());
  const approvals = createApprovals(env.clock, env.config.approvalTimeoutMs);
  const tools: ToolRunner<TContext> = createTools(env, {
    approvals,
    speakers,
    sequencer,
    unconfirmed,
    onAnswered: announceIdle,
  });
  const mcp: McpHost<TContext> = createMcp(env, { approvals, speakers, sequencer, tools });
  const stopPlayback = (): void => {
    interruption.stop();
    tools.handleInterruption();
  };
  const interrupt = (): void => {
    // Cancelled first: a server refuses to truncate what it is still writing.
    sequencer.cancel();
    stopPlayback();
  };
  const createMessage = createMessageSender(env, { unconfirmed });
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

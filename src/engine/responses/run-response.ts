import { setImmediate as afterOtherEvents } from 'node:timers/promises';
import { toErrorData } from '#shared/base/errors.ts';
import type { VoiceChoice } from '#shared/wire/session-config.ts';
import type { Entry } from '../conversation/conversation.ts';
import type { Brain, Tts } from '../stages.ts';
import type { ResponsePlan } from './response-plan.ts';
import type { ResponseWriter } from './response-writer.ts';

export type RunOptions = {
  readonly plan: ResponsePlan;
  readonly writer: ResponseWriter;
  readonly brain: Brain;
  readonly tts: Tts;
  /** Settles when the client has room for more audio. */
  readonly room: () => Promise<void>;
  readonly signal: AbortSignal;
};

/** How sure the recogniser was of what is answered; `undefined` for typed text and tool outputs. */
async function scoreOf(context: readonly Entry[]): Promise<number | undefined> {
  const recognitions = await Promise.all(context.map(({ recognition }) => recognition));
  return context.at(-1)?.recognition === undefined ? undefined : recognitions.at(-1)?.score;
}

function voiceName(voice: VoiceChoice): string {
  return typeof voice === 'string' ? voice : voice.id;
}

/**
 * Speaks one sentence. Between any two deltas other events get their turn, so that a cancel is obeyed at once although
 * speech is made much faster than it is heard.
 */
async function speak(text: string, options: RunOptions): Promise<void> {
  const { plan, writer, tts, room, signal } = options;
  writer.words(text);
  if (plan.modality === 'text') return;
  const voice = { voice: voiceName(plan.voice), speed: plan.speed };
  for await (const samples of tts.speak(text, voice, signal)) {
    if (signal.aborted) return;
    writer.sound(samples);
    await afterOtherEvents();
    await room();
  }
}

async function answer(options: RunOptions): Promise<void> {
  const { plan, writer, brain, signal } = options;
  const score = await scoreOf(plan.context);
  if (signal.aborted) return;
  const context = {
    instructions: plan.instructions,
    tools: plan.tools,
    toolChoice: plan.toolChoice,
    items: plan.context.map(({ item }) => item),
    ...(score === undefined ? {} : { score }),
  };
  for await (const output of brain.respond(context, signal)) {
    if (signal.aborted) return;
    if (output.type === 'call') writer.call(output.name, output.arguments);
    else await speak(output.text, options);
    await afterOtherEvents();
    if (signal.aborted) return;
  }
}

/**
 * Runs a response to its end. Whoever aborts `signal` has finished the writer before; a failing stage becomes a failed
 * response (§8.11), never an exception.
 */
export async function runResponse(options: RunOptions): Promise<void> {
  const { writer } = options;
  try {
    await answer(options);
    writer.finish('completed', null);
  } catch (error) {
    const { message } = toErrorData(error);
    const details = { type: 'server_error', code: 'hark_stage_failed', message };
    writer.finish('failed', { type: 'failed', error: details });
  }
}

import { writeFile } from 'node:fs/promises';
import type { BridgeHandler } from '#core/bridge/bridge-handler.ts';
import { PCM_RATE_HZ, samplesToMs } from '#shared/audio/pcm16.ts';
import { writeWav } from '#shared/audio/wav.ts';
import type { Clock } from '#shared/base/clock.ts';
import { createDeferred } from '#shared/base/deferred.ts';
import { createDisposer } from '#shared/base/disposer.ts';
import { HarkError, toErrorData } from '#shared/base/errors.ts';
import { createConversationWatch, type Ending } from './conversation-watch.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exit-codes.ts';
import type { Output } from './output.ts';
import { createQuestions } from './questions.ts';
import { createOneRunApp, createTerminalPorts } from './terminal-app.ts';
import { createTerminalAudio, type TerminalAudio } from './terminal-audio.ts';

export type ExchangeOptions = {
  readonly endpoint: string | undefined;
  readonly output: Output;
  readonly realtime: boolean;
  readonly interactive: boolean;
  /** File that gets the spoken answer. */
  readonly replyFile: string | undefined;
  /** Says or types the person's part once there is a connection; resolves when it has been said. */
  readonly speak: (parts: { bridge: BridgeHandler; audio: TerminalAudio; clock: Clock }) => Promise<void>;
};

/** Longest wait for an answer after the person's part, ms: one long answer at the speed of sound. */
const ANSWER_TIMEOUT_MS = 180_000;

/** Runs one question and its answer through the whole application; answers the exit code. */
export async function runExchange(options: ExchangeOptions): Promise<ExitCode> {
  const { output } = options;
  const ports = await createTerminalPorts();
  const app = await createOneRunApp(ports, options.endpoint);
  const { bridge } = app;
  const audio = createTerminalAudio({ clock: ports.clock, realtime: options.realtime });
  const watch = createConversationWatch(app.state, output, ports.clock);
  const questions = createQuestions({ bridge, output, interactive: options.interactive });
  const disposer = createDisposer();
  disposer.add(questions.close);
  disposer.add(
    bridge.subscribe((event) => {
      watch.handle(event);
      if (event.type === 'approvals') questions.handle(event.approvals);
    }),
  );
  try {
    bridge.attachAudio(audio.lane);
    await app.start();
    const start = await watch.ready;
    if (!start.answered) return tellEnding(start, output);
    await options.speak({ bridge, audio, clock: ports.clock });
    watch.personEnded();
    const silence = createDeferred<Ending>();
    disposer.add(ports.clock.after(ANSWER_TIMEOUT_MS, () => silence.resolve({ answered: false })));
    const code = tellEnding(await Promise.race([watch.finished, silence.promise]), output);
    if (options.replyFile !== undefined) await saveReply(options.replyFile, audio.played(), output);
    return code;
  } finally {
    disposer.dispose();
    await app.close();
  }
}

function tellEnding(ending: Ending, output: Output): ExitCode {
  if (ending.answered) return EXIT.done;
  if (ending.error !== undefined) {
    output.error(ending.error);
    return exitCodeOf(ending.error);
  }
  const silence = new HarkError('timeout', 'There was no answer.', {
    action: 'Run hark doctor to see what works here.',
  });
  output.error(toErrorData(silence));
  return EXIT.noAnswer;
}

async function saveReply(file: string, samples: Int16Array, output: Output): Promise<void> {
  await writeFile(file, writeWav({ samples, sampleRateHz: PCM_RATE_HZ })).catch((cause: unknown) => {
    throw new HarkError('invalid_input', `The answer could not be written to ${file}.`, {
      field: '--out',
      action: 'Choose a folder that exists and can be written.',
      cause,
    });
  });
  output.event({ type: 'audio', file, milliseconds: Math.round(samplesToMs(samples.length, PCM_RATE_HZ)) });
}

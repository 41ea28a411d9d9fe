import { createToolWorker, type ToolWorker } from '#realtime/index.ts';
import { createBoundedQueue } from '#shared/base/bounded-queue.ts';
import type { MeterReading } from '#shared/bridge/meter.ts';
import type { Settings } from '#shared/settings/settings.ts';
import {
  completeTurnDetection,
  DEFAULT_SERVER_VAD,
  type EffectiveTurnDetection,
} from '#shared/wire/turn-detection.ts';
import type { AssistantStatus } from '../assistant/assistant-status.ts';
import type { Ports } from '../ports.ts';
import type { SettingsService } from '../settings/settings-service.ts';

/**
 * Listens to the microphone while a page of the settings looks, whether or not a session runs.
 *
 *   off ──read──▶ on ──no read for 2 s, or stop──▶ off
 */
export type Meter = {
  /** What was heard since the first `after` frames. Begins to listen, and keeps on for 2 s. Rejects when the detector cannot run. */
  read(after: number): Promise<MeterReading>;
  handleFrame(samples: Int16Array): void;
  /** Forgets everything. Safe at any time. */
  stop(): Promise<void>;
};

export type MeterParts = {
  readonly ports: Pick<Ports, 'clock' | 'meterThread'>;
  readonly settings: Pick<SettingsService, 'current'>;
  readonly status: Pick<AssistantStatus, 'dispatch'>;
};

/** A page that has not looked for so long is gone, and the microphone must not stay open for it, ms. */
const LEASE_MS = 2_000;
/** Frames that wait for the detector: a second of them, while it loads. */
const MAX_WAITING_FRAMES = 50;

export function createMeter({ ports, settings, status }: MeterParts): Meter {
  const waiting = createBoundedQueue<Int16Array>({ limit: MAX_WAITING_FRAMES, overflow: 'drop-oldest' });
  let worker: ToolWorker | undefined;
  let isHearing = false;
  let cancelLease = (): void => {};

  const call = (args: object): Promise<unknown> =>
    (worker ?? start()).execute(args, { callId: 'meter', signal: NEVER, progress: () => {} });
  const start = (): ToolWorker => {
    const started = createToolWorker(ports.meterThread);
    worker = started;
    status.dispatch({ type: 'metering', metering: true });
    return started;
  };
  const hearNext = async (): Promise<void> => {
    if (isHearing) return;
    isHearing = true;
    // A detector that fails says so when it is read.
    for (let samples = waiting.shift(); samples !== undefined; samples = waiting.shift()) {
      await call({ samples }).catch(() => {});
    }
    isHearing = false;
  };
  const stop = async (): Promise<void> => {
    cancelLease();
    waiting.clear();
    const stopped = worker;
    worker = undefined;
    if (stopped === undefined) return;
    status.dispatch({ type: 'metering', metering: false });
    await stopped.close();
  };
  return {
    read(after) {
      cancelLease();
      cancelLease = ports.clock.after(LEASE_MS, () => void stop());
      const reading = call({ after, detection: detectionOf(settings.current.turns) });
      return reading as Promise<MeterReading>;
    },
    handleFrame(samples) {
      if (worker === undefined) return;
      waiting.push(samples);
      void hearNext();
    },
    stop,
  };
}

const NEVER = new AbortController().signal;

/** The detection as the settings want it hands-free, whatever the mode is now. */
function detectionOf(turns: Settings['turns']): EffectiveTurnDetection {
  if (turns.detection === 'semantic_vad') {
    return completeTurnDetection({ type: 'semantic_vad', eagerness: turns.eagerness });
  }
  return {
    ...DEFAULT_SERVER_VAD,
    threshold: turns.threshold,
    silence_duration_ms: turns.pauseMs,
    prefix_padding_ms: turns.prefixPaddingMs,
  };
}

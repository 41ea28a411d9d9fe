// The thread of the settings' meter: the engine's own detector, without a session. It answers one call after the other.
import type { MeterReading } from '#shared/bridge/meter.ts';
import type { EffectiveTurnDetection } from '#shared/wire/turn-detection.ts';
import { createRoomMeter } from './turns/room-meter.ts';
import { createSileroVad } from './vad/silero-vad.ts';
import { loadSileroWeights, SILERO_WEIGHTS } from './vad/silero-weights.ts';

type MeterCall =
  | { readonly samples: Int16Array }
  | { readonly after: number; readonly detection: EffectiveTurnDetection };

const meter = createRoomMeter(
  createSileroVad(await loadSileroWeights(new URL(SILERO_WEIGHTS, import.meta.url))),
);

export function execute(call: MeterCall): MeterReading | undefined {
  if ('detection' in call) return meter.read(call.after, call.detection);
  meter.hear(call.samples);
  return undefined;
}

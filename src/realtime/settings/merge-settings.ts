import { isRecord } from '#shared/base/is-record.ts';
import type { ModelSettings } from '../model/model-inputs.ts';

/** Sections that merge field by field; everything else is replaced whole, as servers do. */
const MERGED = ['inputAudioTranscription', 'inputAudioNoiseReduction', 'reasoning', 'providerData'] as const;

/** Later settings over earlier ones; absent fields stay. */
export function mergeSettings(base: ModelSettings, patch: ModelSettings): ModelSettings {
  const merged: Record<string, unknown> = { ...base };
  for (const [field, value] of Object.entries(patch)) {
    if (value === undefined) continue;
    const before = merged[field];
    const isSection = MERGED.some((name) => name === field) || isSameDetection(field, before, value);
    merged[field] = isSection ? mergeDeep(before, value) : value;
  }
  return merged;
}

/** Fields of one kind of turn detection mean nothing to the other. */
function isSameDetection(field: string, before: unknown, value: unknown): boolean {
  return field === 'turnDetection' && isRecord(before) && isRecord(value) && before.type === value.type;
}

/** `patch` over `base`, field by field and level by level; what the patch leaves undefined stays, lists are replaced whole. */
export function mergeDeep(base: unknown, patch: unknown): unknown {
  if (!isRecord(base) || !isRecord(patch)) return patch;
  const merged = { ...base };
  for (const [field, value] of Object.entries(patch)) {
    if (value !== undefined) merged[field] = mergeDeep(base[field], value);
  }
  return merged;
}

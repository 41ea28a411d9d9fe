import type { ToolActivity, TranscriptLine } from '#shared/bridge/state.ts';

export type Entry =
  | { readonly kind: 'line'; readonly line: TranscriptLine }
  | { readonly kind: 'activity'; readonly activity: ToolActivity };

/** Lines keep their order; each activity stands before the first line that began after it. */
export function inOrder(
  lines: readonly TranscriptLine[],
  activities: readonly ToolActivity[],
): readonly Entry[] {
  const waiting = [...activities];
  const entries: Entry[] = [];
  const takeUntil = (at: number): void => {
    while (waiting[0] !== undefined && waiting[0].at <= at) {
      const [activity] = waiting.splice(0, 1);
      if (activity !== undefined) entries.push({ kind: 'activity', activity });
    }
  };
  for (const line of lines) {
    if (line.role === 'assistant') takeUntil(line.at);
    entries.push({ kind: 'line', line });
  }
  takeUntil(Number.POSITIVE_INFINITY);
  return entries;
}

import type { TranscriptLine } from './state.ts';

/** The words of the newest answer that is over, of an interrupted one those that were heard; `undefined` before the first. */
export function lastAnswer(transcript: readonly TranscriptLine[]): string | undefined {
  return transcript.findLast(({ role, status }) => role === 'assistant' && status !== 'streaming')?.text;
}

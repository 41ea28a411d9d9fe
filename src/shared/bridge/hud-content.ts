import type { ErrorData } from '../base/errors.ts';
import type { AppSnapshot, TranscriptLine } from './state.ts';

/** What the HUD shows besides the state: the host makes room for it and the page draws it, so both ask here. */
export type HudContent = {
  /** What the person said last, and what is answered. */
  readonly user?: TranscriptLine;
  readonly answer?: TranscriptLine;
  readonly problem?: HudProblem;
};

/** What is wrong, and the one thing to do about it from the HUD: connect again, or take note of it. */
export type HudProblem = { readonly error: ErrorData; readonly noticeId?: string };

export function hudContentOf(snapshot: AppSnapshot): HudContent {
  const problem = problemOf(snapshot);
  return problem === undefined ? captionsOf(snapshot) : { problem };
}

/** Whether there is more to show than the state. */
export function isHudTall(content: HudContent): boolean {
  return Object.values(content).some((part) => part !== undefined);
}

/** A microphone that fails is no state of the assistant, but the person who talks has to see it. */
function problemOf({ assistant, notices }: AppSnapshot): HudProblem | undefined {
  if (assistant.kind === 'error') return { error: assistant.error };
  const notice = notices.findLast(({ error }) => error.reason === 'device');
  return notice && { error: notice.error, noticeId: notice.id };
}

/** The exchange that goes on. When the person begins to talk, the one before is over. */
function captionsOf({ assistant, transcript, settings }: AppSnapshot): HudContent {
  const last = transcript.at(-1);
  if (last === undefined || settings.hud.captions === 'off') return {};
  if (assistant.kind === 'listening') {
    return last.role === 'user' && last.status === 'streaming' ? { user: last } : {};
  }
  if (last.role === 'user') return { user: last };
  const before = transcript.at(-2);
  return before?.role === 'user' ? { user: before, answer: last } : { answer: last };
}

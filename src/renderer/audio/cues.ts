import type { AppSnapshot, AssistantState } from '#shared/bridge/state.ts';

/** What a person hears without looking: Hark is ready to listen, has sent a turn, has stopped listening, or needs somebody. */
export type Cue = 'ready' | 'sent' | 'stopped' | 'error';

/**
 * The cue for a change of the state, as far as the settings want one.
 *
 * A cue is never part of a turn: `sent`, `stopped` and `error` sound when the recording is over, and in hands-free the echo
 * canceller is on. `ready` alone sounds into an open microphone under the key: other apps play it before they record, which loses
 * the first word of whoever does not wait, so here its setting switches the canceller on instead, and is not the default.
 */
export function cueBetween(before: AppSnapshot | undefined, after: AppSnapshot | undefined): Cue | undefined {
  if (before === undefined || after === undefined) return undefined;
  const { play } = after.settings.cues;
  if (play === 'off') return undefined;
  if (hasNewNotice(before, after)) return 'error';
  const cue = cueOfStates(before.assistant, after.assistant);
  return cue === 'ready' && play !== 'all' ? undefined : cue;
}

function cueOfStates(before: AssistantState, after: AssistantState): Cue | undefined {
  if (after.kind === 'error') return before.kind === 'error' ? undefined : 'error';
  if (before.kind !== 'listening') return undefined;
  switch (after.kind) {
    case 'listening':
      return before.opening && !after.opening ? 'ready' : undefined;
    case 'thinking':
      return 'sent';
    case 'ready':
    case 'muted':
      return 'stopped';
    default:
      return undefined;
  }
}

/** Ids of notices never come back. */
function hasNewNotice(before: AppSnapshot, after: AppSnapshot): boolean {
  const newest = after.notices.at(-1);
  return newest !== undefined && before.notices.every(({ id }) => id !== newest.id);
}

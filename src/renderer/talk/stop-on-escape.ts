import type { AssistantState } from '#shared/bridge/state.ts';
import type { Actions } from '../state/actions.ts';

/** Escape forgets what is being said, or stops the answer; dialogs use it for themselves. Returns what stops it. */
export function stopOnEscape(state: AssistantState['kind'], actions: Actions): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || document.querySelector('dialog[open]') !== null) return;
    if (state === 'listening') actions.cancelTalking();
    if (state === 'speaking' || state === 'thinking') actions.stopSpeech();
  };
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}

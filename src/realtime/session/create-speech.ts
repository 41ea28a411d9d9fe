import { PushToTalk } from '../input/push-to-talk.ts';
import { Interruption } from '../playback/interruption.ts';
import { deleteItem, emitPatches } from './conversation.ts';
import type { SessionEnvironment, SessionOwners } from './session-owners.ts';

/** Stops what is being said to the person. */
export function createInterruption<TContext>(
  env: SessionEnvironment<TContext>,
  parts: Pick<SessionOwners<TContext>, 'history' | 'tracker' | 'sequencer'> & { readonly onStop: () => void },
): Interruption {
  const { history, tracker, sequencer, onStop } = parts;
  const { model, ids, emit } = env;
  return new Interruption({
    clock: env.clock,
    tracker,
    flushPlayback: env.run.flushPlayback,
    onStop,
    activeResponseId: () => sequencer.activeResponseId,
    onInterrupted: (interrupted) => emit({ type: 'audio_interrupted', ...interrupted }),
    truncate: (cut) => model.send({ type: 'truncate_item', requestId: ids.next('event'), ...cut }),
    deleteItem: (itemId) => deleteItem(env, history, itemId),
    markHeard: ({ itemId, contentIndex }, share) => {
      const heard = share === undefined ? undefined : history.hear(itemId, contentIndex, share);
      emitPatches(env, history.interrupt(itemId, contentIndex, heard));
    },
  });
}

/** Takes the turns of a person who holds a key to talk. */
export function createTurns<TContext>(
  env: SessionEnvironment<TContext>,
  { sequencer, spoken }: Pick<SessionOwners<TContext>, 'sequencer' | 'spoken'>,
): PushToTalk {
  const { model, ids, emit } = env;
  return new PushToTalk({
    clearAudio() {
      spoken.clear();
      model.send({ type: 'clear_audio', requestId: ids.next('event') });
    },
    commitAudio() {
      spoken.commit();
      model.send({ type: 'commit_audio', requestId: ids.next('event') });
    },
    onOpen: () => sequencer.setUserSpeaking(true),
    onClose: () => sequencer.setUserSpeaking(false),
    onDropped: (audioMs) => emit({ type: 'turn_dropped', audioMs }),
  });
}

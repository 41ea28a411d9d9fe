import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { Actions } from '../state/actions.ts';
import type { AudioChannel } from '../state/audio-channel.ts';
import { describeState } from '../state/state-word.ts';
import { useWords } from '../words.tsx';
import { HandsFreeButton } from './hands-free-button.tsx';
import { TalkButton } from './talk-button.tsx';
import { useTalkKeys } from './use-talk-keys.ts';

export type TalkControlProps = {
  readonly snapshot: AppSnapshot;
  readonly actions: Actions;
  readonly channel: AudioChannel;
};

/** The big button, and Space on its page: to talk, or hands-free to be silent. */
export function TalkControl({ snapshot, actions, channel }: TalkControlProps) {
  const { assistant, handsFree, muted, settings } = snapshot;
  const { gesture } = settings.turns;
  const { tone } = describeState(assistant, gesture, useWords());
  const keys = useTalkKeys(actions.talkKey, muted || handsFree);
  return handsFree ? (
    <HandsFreeButton
      muted={muted}
      listening={assistant.kind === 'listening'}
      tone={tone}
      onMute={actions.setMuted}
    />
  ) : (
    <TalkButton
      keys={keys}
      gesture={gesture}
      assistant={assistant}
      disabled={muted}
      tone={tone}
      channel={channel}
      onToggle={actions.toggleTalking}
    />
  );
}

import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { createActions } from '../state/actions.ts';
import type { AudioChannel } from '../state/audio-channel.ts';
import type { Mirror } from '../state/mirror.ts';
import { describeState } from '../state/state-word.ts';
import { LevelMeter } from '../talk/level-meter.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import './hud-view.css';

export type HudProps = {
  readonly bridge: Bridge;
  readonly mirror: Mirror;
  readonly channel: AudioChannel;
};

/** A small pill over other programs: what Hark is doing, how loud it hears, and Stop. Refusals are shown by the window. */
export function Hud({ bridge, mirror, channel }: HudProps) {
  const snapshot = useSyncExternalStore(
    mirror.subscribe,
    useCallback(() => mirror.snapshot, [mirror]),
  );
  const actions = useMemo(() => createActions(bridge, () => {}), [bridge]);
  if (snapshot === undefined) return null;
  const { assistant, microphoneWanted, approvals, settings } = snapshot;
  const { word, tone } = describeState(assistant, settings.turns.gesture);
  const stop = assistant.kind === 'listening' ? actions.cancelTalking : actions.stopSpeech;
  return (
    <div className="hud" data-tone={tone}>
      <span className="hud-dot" data-state={assistant.kind} aria-hidden="true" />
      <p className="hud-word" role="status">
        {approvals.length > 0 ? 'Asks you' : word}
      </p>
      <LevelMeter channel={channel} active={microphoneWanted} />
      <IconButton icon="stop" label="Stop" onClick={stop} />
    </div>
  );
}

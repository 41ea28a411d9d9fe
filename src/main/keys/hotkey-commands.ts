import type { App } from '#core/app.ts';
import type { RequestName, RequestPayload } from '#shared/bridge/requests.ts';
import type { HotkeyAction } from '#shared/hotkeys/actions.ts';
import type { HotkeyEdge } from './hotkey-presses.ts';

/** Does what a hotkey is for. */
export function createHotkeyCommands(
  app: Pick<App, 'bridge' | 'state'>,
  showWindow: () => void,
): (action: HotkeyAction, edge: HotkeyEdge) => void {
  const ask = <K extends RequestName>(name: K, payload: RequestPayload<K>): void =>
    void app.bridge.request(name, payload);
  const talk = (edge: HotkeyEdge): void => {
    // What the person says into an open line is not thrown away for a modifier that was part of another chord.
    if (edge === 'spoiled' && !app.state.handsFree) ask('talk.cancel', {});
    if (edge === 'pressed') ask('talk.toggle', {});
    else ask('talk.key', { key: 'hotkey', edge: edge === 'spoiled' ? 'lost' : edge });
  };
  const onPress: Readonly<Record<Exclude<HotkeyAction, 'talk'>, () => void>> = {
    handsFree: () => ask('hands_free.set', { on: !app.state.handsFree }),
    mute: () => ask('mute.set', { on: !app.state.muted }),
    stopSpeaking: () => ask('speech.stop', {}),
    showWindow,
    newConversation: () => ask('conversation.clear', {}),
  };
  return (action, edge) => {
    if (action === 'talk') talk(edge);
    else if (edge === 'down' || edge === 'pressed') onPress[action]();
  };
}

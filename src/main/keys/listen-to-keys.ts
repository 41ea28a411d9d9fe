import { globalShortcut, powerMonitor } from 'electron';
import type { App } from '#core/app.ts';
import { isWayland } from '#core/keys/key-providers.ts';
import type { Ports } from '#core/ports.ts';
import { createDisposer } from '#shared/base/disposer.ts';
import type { AssistantState } from '#shared/bridge/state.ts';
import { createDesktopPortal } from './desktop-portal.ts';
import { GLOBAL_SHORTCUT } from './global-shortcut.ts';
import { createKeyboardHook } from './keyboard-hook.ts';
import { createTalkKey } from './talk-key.ts';

/** The person leaves: nobody is listened to meanwhile. */
const LEAVING = ['suspend', 'lock-screen'] as const;
/** The person is back: a key-up was lost, and a provider may be deaf without having ended. */
const RETURNING = ['resume', 'unlock-screen'] as const;

/** Lets the talk key of the settings work while another program is in front, and Escape while the person talks. */
export function listenToKeys(app: App, { clock, log }: Pick<Ports, 'clock' | 'log'>): () => void {
  const disposer = createDisposer();
  const talkKey = createTalkKey({
    providers: {
      hook: createKeyboardHook(clock),
      portal: createDesktopPortal(clock),
      global_shortcut: GLOBAL_SHORTCUT,
    },
    place: { platform: process.platform, arch: process.arch, environment: process.env },
    clock,
    log,
    onKey: (event) =>
      void (event === 'toggle'
        ? app.bridge.request('talk.toggle', {})
        : app.bridge.request('talk.key', { key: 'hotkey', edge: event })),
    onView: app.showTalkKey,
  });
  disposer.add(talkKey.close);
  const takeEscape = createEscapeKey(() => void app.bridge.request('talk.cancel', {}));
  disposer.add(() => takeEscape(false));
  const unfollow = app.bridge.subscribe(() => {
    void talkKey.use(app.state.settings.hotkeys.toggle);
    takeEscape(isInTurn(app.state.assistant));
  });
  disposer.add(unfollow);
  const onPower = (events: readonly string[], react: () => void): void => {
    for (const event of events) {
      powerMonitor.on(event as 'resume', react);
      disposer.add(() => powerMonitor.off(event as 'resume', react));
    }
  };
  onPower(LEAVING, () => {
    void app.bridge.request('talk.stop', {});
    void app.bridge.request('microphone.release', {});
  });
  onPower(RETURNING, () => void talkKey.rearm());
  return disposer.dispose;
}

function isInTurn(state: AssistantState): boolean {
  return state.kind === 'listening' && state.turn !== 'hands_free';
}

/** Escape forgets what is being said. It is taken from other programs only meanwhile, and not where that asks the person. */
function createEscapeKey(onPress: () => void): (wanted: boolean) => void {
  let isTaken = false;
  return (wanted) => {
    if (wanted === isTaken || isWayland(process.env)) return;
    isTaken = wanted;
    if (wanted) globalShortcut.register('Escape', onPress);
    else globalShortcut.unregister('Escape');
  };
}

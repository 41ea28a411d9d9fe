import { globalShortcut, powerMonitor } from 'electron';
import type { App } from '#core/app.ts';
import { isWayland, KEY_PROVIDERS, type KeyPlace } from '#core/hotkeys/key-providers.ts';
import type { Ports } from '#core/ports.ts';
import { createDisposer } from '#shared/base/disposer.ts';
import type { AssistantState, HotkeyView } from '#shared/bridge/state.ts';
import type { HotkeyAction } from '#shared/hotkeys/actions.ts';
import { isModifiersOnly, parseChord } from '#shared/hotkeys/chord.ts';
import { NEEDS_KEY } from './chords-of.ts';
import { createDesktopShortcuts } from './desktop-shortcuts.ts';
import { GLOBAL_SHORTCUT, refusalOf } from './global-shortcut.ts';
import { createHotkeyBindings } from './hotkey-bindings.ts';
import { createHotkeyCommands } from './hotkey-commands.ts';
import { createKeyboardHook } from './keyboard-hook.ts';

/** The person leaves: nobody is listened to meanwhile. */
const LEAVING = ['suspend', 'lock-screen'] as const;
/** The person is back: a key-up was lost, and a provider may be deaf without having ended. */
const RETURNING = ['resume', 'unlock-screen'] as const;

export type ListenToKeysParts = Pick<Ports, 'clock' | 'log'> & {
  readonly app: App;
  readonly showWindow: () => void;
};

/** Lets the hotkeys of the settings work while another program is in front, and Escape while the person talks. */
export function listenToKeys({ app, clock, log, showWindow }: ListenToKeysParts): () => void {
  const disposer = createDisposer();
  const place = { platform: process.platform, arch: process.arch, environment: process.env };
  const bindings = createHotkeyBindings({
    providers: {
      hook: createKeyboardHook(clock),
      portal: createDesktopShortcuts('portal', clock),
      kde: createDesktopShortcuts('kde', clock),
      global_shortcut: GLOBAL_SHORTCUT,
    },
    place,
    clock,
    log,
    onKey: createHotkeyCommands(app, showWindow),
    onTested: app.hotkeys.showTested,
    onViews: app.hotkeys.show,
  });
  disposer.add(bindings.close);
  app.hotkeys.attach({
    async refusal(action, accelerator) {
      const chord = parseChord(accelerator, place.platform);
      const view = app.state.hotkeys.actions[action];
      if (chord !== undefined && isModifiersOnly(chord)) {
        return mayBeHooked(action, view, place) ? undefined : NEEDS_KEY;
      }
      // On Wayland the desktop decides, in a dialog of its own, once the key is used.
      return isWayland(place.environment) || view.bound === accelerator ? undefined : refusalOf(accelerator);
    },
  });
  const takeEscape = createEscapeKey(() => void app.bridge.request('talk.cancel', {}));
  disposer.add(() => takeEscape(false));
  const unfollow = app.bridge.subscribe(() => {
    const { settings, hotkeys, assistant } = app.state;
    bindings.setMode(hotkeys.mode);
    void bindings.use(settings.hotkeys);
    takeEscape(isInTurn(assistant));
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
  onPower(RETURNING, () => void bindings.rearm());
  return disposer.dispose;
}

/** Whether nothing is known that keeps the keyboard hook from hearing an action. */
function mayBeHooked(action: HotkeyAction, { skipped }: HotkeyView, place: KeyPlace): boolean {
  return KEY_PROVIDERS.some(
    ({ id, label, serves, obstacle }) =>
      id === 'hook' &&
      serves(action) &&
      obstacle(place) === undefined &&
      skipped.every((entry) => entry.label !== label),
  );
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

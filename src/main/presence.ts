import type { BrowserWindow } from 'electron';
import type { App } from '#core/app.ts';
import type { Cancel, Clock } from '#shared/base/clock.ts';
import { createDisposer } from '#shared/base/disposer.ts';
import type { ErrorData } from '#shared/base/errors.ts';
import type { AppSnapshot, TalkKeyView } from '#shared/bridge/state.ts';
import type { TrayIcon } from './tray/tray.ts';
import { bringUp, showHud } from './windows.ts';

export type PresenceParts = {
  readonly app: App;
  readonly clock: Clock;
  readonly hud: BrowserWindow;
  readonly window: BrowserWindow;
  readonly tray: TrayIcon;
};

/** How long the HUD stays when everything is done, ms (desktop-assistants reference §1.7). */
const HUD_LINGER_MS = 800;

/** Lets the desktop show what core says: tray, HUD, and the window when a question must be answered. */
export function presentState(parts: PresenceParts): () => void {
  const { app, hud, window, tray } = parts;
  const disposer = createDisposer();
  const showWhenActive = createHudSwitch(hud, parts.clock);
  let warning: string | undefined;
  let questions = 0;
  const update = (snapshot: AppSnapshot): void => {
    const known = warning;
    warning = talkKeyProblem(snapshot.talkKey);
    if (warning !== undefined && warning !== known) app.report(shortcutProblem(warning));
    if (snapshot.approvals.length > questions) bringUp(window);
    questions = snapshot.approvals.length;
    showWhenActive(snapshot);
    tray.show(snapshot, warning);
  };
  disposer.add(app.bridge.subscribe(() => update(app.state)));
  disposer.add(tray.close);
  return disposer.dispose;
}

/** Why nobody hears the talk key, although there is to be one: what the last provider said. */
function talkKeyProblem({ provider, skipped }: TalkKeyView): string | undefined {
  return provider === 'none' ? skipped.at(-1)?.reason : undefined;
}

function shortcutProblem(warning: string): ErrorData {
  return {
    reason: 'unavailable',
    message: `The shortcut does not work: ${warning}.`,
    kept: 'The button, the space bar and the tray still work.',
    action: 'Choose another shortcut in the settings.',
  };
}

/** Shows the HUD at once and hides it a moment after the last activity, so that it does not flicker between two steps. */
function createHudSwitch(hud: BrowserWindow, clock: Clock): (snapshot: AppSnapshot) => void {
  let cancelHiding: Cancel | undefined;
  return ({ assistant: { kind }, microphoneWanted }) => {
    const active = microphoneWanted || kind === 'listening' || kind === 'thinking' || kind === 'speaking';
    if (active) {
      cancelHiding?.();
      cancelHiding = undefined;
      if (!hud.isVisible()) showHud(hud);
    } else if (hud.isVisible()) {
      cancelHiding ??= clock.after(HUD_LINGER_MS, () => {
        cancelHiding = undefined;
        if (!hud.isDestroyed()) hud.hide();
      });
    }
  };
}

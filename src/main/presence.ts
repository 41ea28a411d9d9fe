import type { BrowserWindow } from 'electron';
import type { App } from '#core/app.ts';
import { createDisposer } from '#shared/base/disposer.ts';
import type { ErrorData } from '#shared/base/errors.ts';
import type { AppSnapshot, TalkKeyView } from '#shared/bridge/state.ts';
import type { Hud } from './hud/hud.ts';
import type { TrayIcon } from './tray/tray.ts';
import { bringUp } from './windows.ts';

export type PresenceParts = {
  readonly app: App;
  readonly hud: Hud;
  readonly window: BrowserWindow;
  readonly tray: TrayIcon;
};

/** Lets the desktop show what core says: tray, HUD, and the window when a question must be answered. */
export function presentState(parts: PresenceParts): () => void {
  const { app, hud, window, tray } = parts;
  const disposer = createDisposer();
  let warning: string | undefined;
  let questions = 0;
  const update = (snapshot: AppSnapshot): void => {
    const known = warning;
    warning = talkKeyProblem(snapshot.talkKey);
    if (warning !== undefined && warning !== known) app.report(shortcutProblem(warning));
    if (snapshot.approvals.length > questions) bringUp(window);
    questions = snapshot.approvals.length;
    hud.show(snapshot);
    tray.show(snapshot, warning);
  };
  disposer.add(app.bridge.subscribe(() => update(app.state)));
  disposer.add(tray.close);
  disposer.add(hud.close);
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

import type { BrowserWindow } from 'electron';
import type { App } from '#core/app.ts';
import { createDisposer } from '#shared/base/disposer.ts';
import { outcomeOf } from '#shared/bridge/hotkey-outcome.ts';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import type { Hud } from './hud/hud.ts';
import { hotkeyProblems } from './keys/hotkey-problems.ts';
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
  /** Each is told once, however often the keys are started anew. */
  const told = new Set<string>();
  let questions = 0;
  const update = (snapshot: AppSnapshot): void => {
    const { actions } = snapshot.hotkeys;
    for (const problem of hotkeyProblems(actions, process.platform)) {
      if (!told.has(problem.message)) app.report(problem);
      told.add(problem.message);
    }
    if (snapshot.approvals.length > questions) bringUp(window);
    questions = snapshot.approvals.length;
    hud.show(snapshot);
    const talkKey = outcomeOf(actions.talk);
    tray.show(snapshot, talkKey.kind === 'unheard' ? talkKey.reason : undefined);
  };
  disposer.add(app.bridge.subscribe(() => update(app.state)));
  disposer.add(tray.close);
  disposer.add(hud.close);
  return disposer.dispose;
}

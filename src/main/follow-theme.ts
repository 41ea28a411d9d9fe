import { nativeTheme } from 'electron';
import type { App } from '#core/app.ts';

/** Has the system draw what is its own, such as menus and title bars, in the colours of the settings. Returns what stops it. */
export function followTheme(core: Pick<App, 'bridge' | 'state'>): () => void {
  return core.bridge.subscribe(() => {
    const { theme } = core.state.settings.look;
    // Setting it redraws the tray, also when nothing changes.
    if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme;
  });
}

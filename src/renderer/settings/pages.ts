import { answersPage } from './pages/answers.ts';
import { desktopPage } from './pages/desktop.ts';
import { filesPage } from './pages/files.ts';
import { listeningPage } from './pages/listening.ts';
import { lookPage } from './pages/look.ts';
import { shortcutsPage } from './pages/shortcuts.ts';
import { voicePage } from './pages/voice.ts';
import type { SettingsPage } from './row.ts';

/** Everything a person can set, in the order of the sidebar. */
export const PAGES: readonly SettingsPage[] = [
  voicePage,
  listeningPage,
  answersPage,
  shortcutsPage,
  lookPage,
  desktopPage,
  filesPage,
];

import { answers } from './de/answers.ts';
import { app } from './de/app.ts';
import { desktop } from './de/desktop.ts';
import { diagnostics } from './de/diagnostics.ts';
import { echo } from './de/echo.ts';
import { files } from './de/files.ts';
import { firstRun } from './de/first-run.ts';
import { history } from './de/history.ts';
import { listening } from './de/listening.ts';
import { look } from './de/look.ts';
import { meter } from './de/meter.ts';
import { providers } from './de/providers.ts';
import { settings } from './de/settings.ts';
import { shortcuts } from './de/shortcuts.ts';
import { state } from './de/state.ts';
import { talk } from './de/talk.ts';
import { tray } from './de/tray.ts';
import { voice } from './de/voice.ts';

/** The words in German; people are addressed as “Sie”. */
export const de = {
  answers,
  app,
  desktop,
  diagnostics,
  echo,
  files,
  firstRun,
  history,
  listening,
  look,
  meter,
  providers,
  settings,
  shortcuts,
  state,
  talk,
  tray,
  voice,
};

import { answers } from './en/answers.ts';
import { app } from './en/app.ts';
import { desktop } from './en/desktop.ts';
import { diagnostics } from './en/diagnostics.ts';
import { echo } from './en/echo.ts';
import { files } from './en/files.ts';
import { firstRun } from './en/first-run.ts';
import { history } from './en/history.ts';
import { listening } from './en/listening.ts';
import { look } from './en/look.ts';
import { meter } from './en/meter.ts';
import { providers } from './en/providers.ts';
import { settings } from './en/settings.ts';
import { shortcuts } from './en/shortcuts.ts';
import { state } from './en/state.ts';
import { talk } from './en/talk.ts';
import { tray } from './en/tray.ts';
import { voice } from './en/voice.ts';

/** The words in English, by area. A text with a number has a form for each plural, `…_one` and `…_other`. */
export const en = {
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

import { answers } from './de/answers.ts';
import { desktop } from './de/desktop.ts';
import { files } from './de/files.ts';
import { listening } from './de/listening.ts';
import { look } from './de/look.ts';
import { meter } from './de/meter.ts';
import { settings } from './de/settings.ts';
import { shortcuts } from './de/shortcuts.ts';
import { voice } from './de/voice.ts';

/** The words in German; people are addressed as “Sie”. */
export const de = { answers, desktop, files, listening, look, meter, settings, shortcuts, voice };

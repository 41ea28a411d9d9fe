// What a test can ask of the double through the environment.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { env } = process;

export const settings = {
  /** A WAV file that plays as the microphone; empty: Chromium's beeps; unset: the machine's own devices. */
  microphone: env.HARK_DOUBLE_MIC,
  /** The folder `app.getPath('userData')` answers; a new temporary one when unset. */
  userData: env.HARK_DOUBLE_USERDATA ?? mkdtempSync(join(tmpdir(), 'electron-double-data-')),
  /** Anything: real windows on the display instead of headless ones. */
  headed: Boolean(env.HARK_DOUBLE_HEADED),
  /** Accelerators that another program already owns, separated by commas. */
  takenShortcuts: new Set((env.HARK_DOUBLE_TAKEN ?? '').split(',').filter(Boolean)),
  /** What safeStorage finds: a real key store when unset, `basic_text` for one in name only, `none`. */
  keyStore: env.HARK_DOUBLE_KEY_STORE ?? 'gnome_libsecret',
  /** Anything: what pages write to their console also goes to stderr. */
  log: Boolean(env.HARK_DOUBLE_LOG),
};

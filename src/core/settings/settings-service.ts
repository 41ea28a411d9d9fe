import type { Clock } from '#shared/base/clock.ts';
import { createEmitter } from '#shared/base/emitter.ts';
import { type ErrorData, HarkError, toErrorData } from '#shared/base/errors.ts';
import { mergeUnknown, type Salvaged, salvageSettings } from '#shared/settings/salvage.ts';
import { type Settings, type SettingsPatch, SettingsSchema } from '#shared/settings/settings.ts';
import { toInvalidInput } from '../invalid-input.ts';
import type { SettingsBackend } from '../ports.ts';

export type SettingsChange = { readonly settings: Settings; readonly before: Settings };

/** The one owner of the settings: nobody else reads or writes the backend. */
export type SettingsService = {
  readonly current: Settings;
  /** Nothing was stored yet. */
  readonly isNew: boolean;
  /** What loading had to say: fields that were reset, a file that was set aside. */
  readonly loadProblem: ErrorData | undefined;
  /** Applies a validated patch at once and saves it soon. Throws `invalid_input`, and then nothing has changed. */
  update(patch: SettingsPatch): void;
  /** Called after each change. Returns the unsubscribe function. */
  onChange(listener: (change: SettingsChange) => void): () => void;
  /** Resolves when what was not saved yet is, or cannot be. Safe twice. */
  close(): Promise<void>;
};

export type SettingsServiceParts = {
  readonly backend: SettingsBackend;
  readonly clock: Clock;
  /** Saving failed; it is tried again until it succeeds, and the settings in memory stay right. */
  readonly onProblem: (problem: ErrorData) => void;
};

/** Changes within this time are saved together, ms. */
const SAVE_DELAY_MS = 200;
/** Pauses while saving fails, ms; each is twice the one before. */
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 300_000;

/**
 * Loads the settings. Of a file that cannot be read the bad one is kept aside and the newest good backup counts; of one that
 * can, bad fields alone go back to their defaults. The file of a newer version is read and never written.
 */
export function createSettingsService({ backend, clock, onProblem }: SettingsServiceParts): SettingsService {
  const { salvaged, problem, isChanged, isNew = false } = load(backend);
  const changes = createEmitter<SettingsChange>();
  let current = salvaged.settings;
  /** What the file holds, once something was saved. */
  let saved: Settings | undefined;
  let writing: Promise<void> = Promise.resolve();
  let cancelSave: (() => void) | undefined;
  let failures = 0;
  let isClosed = false;
  const write = async (): Promise<void> => {
    const wanted = current;
    if (wanted === saved) return;
    try {
      await backend.save(mergeUnknown(wanted, salvaged));
      saved = wanted;
      failures = 0;
    } catch (error) {
      if (failures === 0) onProblem(saveProblem(error));
      if (!isClosed) saveAfter(Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS));
      failures += 1;
    }
  };
  /** One write after the other: of two at once the older could end last. */
  const save = (): void => {
    cancelSave = undefined;
    writing = writing.then(write);
  };
  const saveAfter = (delayMs: number): void => {
    // Its fields may mean what we do not know: changes hold until Hark is closed, and the file stays as it is.
    if (salvaged.newerVersion !== undefined) return;
    cancelSave?.();
    cancelSave = clock.after(delayMs, save);
  };
  // The bad file was moved away: without a new one the good fields would be lost at the next start.
  if (isChanged) saveAfter(SAVE_DELAY_MS);
  else if (problem === undefined) writing = backend.backUp();
  return {
    get current() {
      return current;
    },
    isNew,
    loadProblem: problem,
    update(patch) {
      const before = current;
      current = applyPatch(before, patch);
      saveAfter(SAVE_DELAY_MS);
      changes.emit({ settings: current, before });
    },
    onChange: changes.subscribe,
    async close() {
      isClosed = true;
      if (cancelSave !== undefined) {
        cancelSave();
        save();
      }
      await writing;
    },
  };
}

/** The settings after a sparse change. Throws `invalid_input` naming the field. */
export function applyPatch(settings: Settings, patch: SettingsPatch): Settings {
  const merged = { ...settings };
  for (const [group, fields] of Object.entries(patch)) {
    Object.assign(merged, { [group]: { ...settings[group as keyof SettingsPatch], ...fields } });
  }
  const parsed = SettingsSchema.safeParse(merged);
  if (!parsed.success) throw toInvalidInput(parsed.error, 'Settings');
  return parsed.data;
}

type Loaded = {
  readonly salvaged: Salvaged;
  readonly problem: ErrorData | undefined;
  /** The settings differ from what the file holds, which was set aside. */
  readonly isChanged: boolean;
  readonly isNew?: boolean;
};

function load(backend: SettingsBackend): Loaded {
  let stored: unknown;
  try {
    stored = backend.load();
  } catch (error) {
    return restore(backend, 'could not be read', error);
  }
  const salvaged = salvageSettings(stored);
  if (salvaged.newerVersion !== undefined) return { salvaged, problem: newerProblem(), isChanged: false };
  if (salvaged.reset.includes('')) return restore(backend, 'held no settings');
  if (salvaged.reset.length > 0) {
    const what = `Some settings were not usable and are back at their defaults: ${salvaged.reset.join(', ')}.`;
    return { salvaged, problem: resetProblem(what, backend), isChanged: true };
  }
  return { salvaged, problem: undefined, isChanged: false, isNew: stored === undefined };
}

/** The newest backup without a fault, in place of a file that is of no use. */
function restore(backend: SettingsBackend, why: string, cause?: unknown): Loaded {
  for (const { value, at } of backend.backups()) {
    const salvaged = salvageSettings(value);
    if (salvaged.reset.length > 0) continue;
    const day = new Date(at).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });
    const what = `The settings file ${why}, so the settings of ${day} are used.`;
    return { salvaged, problem: resetProblem(what, backend, cause), isChanged: true };
  }
  const what = `The settings file ${why}, so the defaults are used.`;
  return {
    salvaged: salvageSettings(undefined),
    problem: resetProblem(what, backend, cause),
    isChanged: true,
  };
}

function resetProblem(message: string, backend: SettingsBackend, cause?: unknown): ErrorData {
  let keptAt: string | undefined;
  try {
    keptAt = backend.setAside();
  } catch {
    // The file stays where it is; the next save replaces it, which is why the message does not claim a copy.
  }
  return toErrorData(
    new HarkError('invalid_input', message, {
      kept: keptAt === undefined ? 'All other settings were kept.' : `The old file was kept as ${keptAt}.`,
      action: 'Check the settings.',
      cause,
    }),
  );
}

function newerProblem(): ErrorData {
  return {
    reason: 'invalid_input',
    message: 'The settings were saved by a newer version of Hark.',
    kept: 'Their file stays as it is; what you change now holds until Hark is closed.',
    action: 'Update Hark.',
  };
}

function saveProblem(error: unknown): ErrorData {
  const detail = error instanceof Error ? error.message : String(error);
  return {
    reason: 'device',
    message: `The settings could not be saved: ${detail}`,
    kept: 'They are in use and saving is tried again.',
    action: 'Check that the disk is not full and the folder can be written to.',
  };
}

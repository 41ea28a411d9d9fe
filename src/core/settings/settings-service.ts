import type { Clock } from '#shared/base/clock.ts';
import { createDisposer } from '#shared/base/disposer.ts';
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
  /** What loading had to say: fields that were reset, a file that was set aside. */
  readonly loadProblem: ErrorData | undefined;
  /** Applies a validated patch at once and saves it soon. Throws `invalid_input`, and then nothing has changed. */
  update(patch: SettingsPatch): void;
  /** Called after each change. Returns the unsubscribe function. */
  onChange(listener: (change: SettingsChange) => void): () => void;
  /** Saves what is not saved yet. Safe twice. */
  close(): void;
};

export type SettingsServiceParts = {
  readonly backend: SettingsBackend;
  readonly clock: Clock;
  /** Saving failed; it is tried again, and the settings in memory stay right. */
  readonly onProblem: (problem: ErrorData) => void;
};

/** Changes within this time are saved together, ms. */
const SAVE_DELAY_MS = 200;
const RETRY_DELAY_MS = 5_000;

/** Loads the settings; what cannot be read falls back to defaults, field by field, and the bad file is kept aside. */
export function createSettingsService({ backend, clock, onProblem }: SettingsServiceParts): SettingsService {
  const { salvaged, problem } = load(backend);
  const changes = createEmitter<SettingsChange>();
  const disposer = createDisposer();
  let current = salvaged.settings;
  let cancelSave: (() => void) | undefined;
  const save = (): void => {
    cancelSave = undefined;
    try {
      backend.save(mergeUnknown(current, salvaged));
    } catch (error) {
      onProblem(saveProblem(error));
      if (!disposer.disposed) cancelSave = clock.after(RETRY_DELAY_MS, save);
    }
  };
  // The bad file was moved away: without a new one the good fields would be lost at the next start.
  if (salvaged.reset.length > 0) cancelSave = clock.after(SAVE_DELAY_MS, save);
  disposer.add(() => {
    if (cancelSave === undefined) return;
    cancelSave();
    save();
  });
  return {
    get current() {
      return current;
    },
    loadProblem: problem,
    update(patch) {
      const before = current;
      current = applyPatch(before, patch);
      cancelSave?.();
      cancelSave = clock.after(SAVE_DELAY_MS, save);
      changes.emit({ settings: current, before });
    },
    onChange: changes.subscribe,
    close: () => disposer.dispose(),
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

function load(backend: SettingsBackend): { salvaged: Salvaged; problem: ErrorData | undefined } {
  let stored: unknown;
  try {
    stored = backend.load();
  } catch (error) {
    const problem = resetProblem('The settings could not be read, so the defaults are used.', backend, error);
    return { salvaged: salvageSettings(undefined), problem };
  }
  const salvaged = salvageSettings(stored);
  if (salvaged.reset.length > 0) {
    const what = salvaged.reset.includes('')
      ? 'The settings file held no settings, so the defaults are used.'
      : `Some settings were not usable and are back at their defaults: ${salvaged.reset.join(', ')}.`;
    return { salvaged, problem: resetProblem(what, backend) };
  }
  return { salvaged, problem: salvaged.newerVersion === undefined ? undefined : newerProblem() };
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
    kept: 'What this version does not know is kept.',
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

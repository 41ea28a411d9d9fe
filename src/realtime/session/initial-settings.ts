import type { ModelSettings } from '../model/model-inputs.ts';
import { mergeSettings } from '../settings/merge-settings.ts';
import { checkSettings } from '../settings/session-settings.ts';
import { DEFAULT_SESSION_SETTINGS } from '../settings/settings.ts';
import type { SessionEnvironment, SessionOwners } from './session-owners.ts';

/** What the run asks for wins over the agent, the agent over the runner's settings, those over the defaults. */
export async function initialSettings<TContext>(
  { config, run }: SessionEnvironment<TContext>,
  { speakers }: SessionOwners<TContext>,
): Promise<ModelSettings> {
  const ofRunner = checkSettings(config.modelSettings);
  const ofRun = checkSettings(run.modelConfig?.initialModelSettings);
  const ofAgent = await speakers.start(ofRunner, ofRun);
  const base = mergeSettings(DEFAULT_SESSION_SETTINGS, ofRunner.settings);
  const settings = mergeSettings(mergeSettings(base, ofAgent), ofRun.settings);
  return config.tracingDisabled ? { ...settings, tracing: null } : settings;
}

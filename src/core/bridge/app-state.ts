import type { ErrorData } from '#shared/base/errors.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import type { Journal } from '../storage/journal.ts';
import type { Timers } from '../timers/timers.ts';
import type { AppStore } from './app-store.ts';

/** Shows the settings, now and after each change. Returns what stops it. */
export function publishSettings(settings: SettingsService, store: AppStore): () => void {
  store.publish({ type: 'settings', settings: settings.current });
  return settings.onChange((change) => store.publish({ type: 'settings', settings: change.settings }));
}

/** Shows the timers, now and after each change. Returns what stops it. */
export function publishTimers(timers: Timers, store: AppStore): () => void {
  store.publish({ type: 'timers', timers: timers.views });
  return timers.subscribe((event) => {
    if (event.type === 'changed') store.publish({ type: 'timers', timers: event.timers });
  });
}

/** What loading found that the person should know. */
export function problemsAtStart(settings: SettingsService, journal: Journal): ErrorData[] {
  const interrupted = journal.unfinished.map((entry): ErrorData => {
    const what = entry.tool.replaceAll('_', ' ');
    return {
      reason: 'closed',
      message: `Hark ended while it was busy with "${what}". It may or may not have been done.`,
      kept: 'It is not tried again by itself.',
      action: 'Check, and ask again if needed.',
    };
  });
  return [...(settings.loadProblem === undefined ? [] : [settings.loadProblem]), ...interrupted];
}

import type { App } from '#core/app.ts';
import type { Settings } from '#shared/settings/settings.ts';
import { READY } from './ready-snapshot.ts';

/** An app as who follows its settings sees it, and what changes them. */
export function createFollowedApp(): {
  readonly app: App;
  readonly set: (changes: Partial<Settings>) => void;
} {
  let listener = (): void => {};
  const app = {
    state: READY,
    bridge: {
      subscribe(added: () => void) {
        listener = added;
        added();
        return () => {};
      },
    },
  };
  return {
    app: app as unknown as App,
    set(changes) {
      app.state = { ...READY, settings: { ...READY.settings, ...changes } };
      listener();
    },
  };
}

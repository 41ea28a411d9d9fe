import type { HarkError } from '#shared/base/errors.ts';
import { ModelLink, type ModelLinkOptions } from '../connection/model-link.ts';
import { DEFAULT_SESSION_SETTINGS } from '../settings/settings.ts';
import { Recovery } from './recovery.ts';
import type { SessionEnvironment, SessionOwners } from './session-owners.ts';
import type { SessionRouter } from './session-router.ts';

/** Where a session's connections come from. */
export type ModelSource = Pick<ModelLinkOptions, 'nextModel' | 'canOverlap' | 'random'>;

export type LinkParts<TContext> = {
  readonly env: SessionEnvironment<TContext>;
  readonly owners: SessionOwners<TContext>;
  readonly router: SessionRouter<TContext>;
  readonly source: ModelSource;
  readonly onGivenUp: (error: HarkError) => void;
};

/** Wires a session's parts to its connections. Nothing is connected yet. */
export function createLink<TContext>({
  env,
  owners,
  router,
  source,
  onGivenUp,
}: LinkParts<TContext>): ModelLink {
  const { clock, ids, run, emit } = env;
  const { initialModelSettings: _, playbackTracker: __, ...target } = run.modelConfig ?? {};
  const recovery = new Recovery(env, owners);
  return new ModelLink({
    ...source,
    clock,
    newRequestId: () => ids.next('event'),
    target: () => ({
      ...target,
      modelName: owners.config.current.modelName ?? DEFAULT_SESSION_SETTINGS.modelName,
    }),
    settings: () => owners.config.current,
    isQuiet: () => recovery.isQuiet,
    onEvent(event) {
      recovery.observe(event);
      router.handle(event);
    },
    onState: (connection) => emit({ type: 'connection', connection }),
    onLost() {
      router.handleLost();
      recovery.handleLost();
    },
    onConnected: (settings) => recovery.handleConnected(settings),
    onGivenUp,
  });
}

import type { Clock } from '#shared/base/clock.ts';
import { HarkError, toErrorData } from '#shared/base/errors.ts';
import type { EndpointTest } from '#shared/bridge/state.ts';
import type { Provider } from '#shared/settings/providers.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import type { Sessions } from './sessions.ts';

/** Finds out whether the server of the settings takes key, models and settings. */
export type ConnectionTest = {
  /**
   * Connects in a session of its own, beside the conversation, and ends it again. One runs at a time: another one calls this
   * one off. Rejects with what went wrong and one thing to do.
   */
  run(): Promise<EndpointTest>;
  /** Safe at any time. */
  cancel(): void;
};

export type ConnectionTestParts = {
  readonly clock: Clock;
  readonly sessions: Pick<Sessions, 'aside'>;
  readonly chooseEndpoint: () => Promise<Endpoint>;
  readonly settings: Pick<SettingsService, 'current'>;
};

export function createConnectionTest(parts: ConnectionTestParts): ConnectionTest {
  const { clock, sessions, chooseEndpoint, settings } = parts;
  let current = new AbortController();

  const connect = async (endpoint: Endpoint, signal: AbortSignal): Promise<void> => {
    const session = sessions.aside(endpoint, settings.current);
    const close = (): void => void session.close();
    signal.addEventListener('abort', close, { once: true });
    try {
      await session.connect();
    } finally {
      signal.removeEventListener('abort', close);
      close();
    }
  };
  return {
    async run() {
      current.abort();
      current = new AbortController();
      const { signal } = current;
      const startedAt = clock.now();
      const endpoint = await chooseEndpoint();
      try {
        if (!signal.aborted) await connect(endpoint, signal);
      } catch (error) {
        if (!signal.aborted) throw explain(error, endpoint);
      }
      if (signal.aborted) throw new HarkError('closed', 'The test was called off.');
      const { view, model } = endpoint;
      return { label: view.label, model, connectMs: Math.round(clock.now() - startedAt) };
    },
    cancel: () => current.abort(),
  };
}

/** What to do about an error that does not say so itself. */
const ACTIONS: Readonly<Record<Provider['id'], string>> = {
  engine: 'Start Hark again; hark doctor in a terminal tells more.',
  openai: 'Check both models in the settings.',
  custom: 'Choose the other protocol in the settings, or check both models.',
};

/** The error without the key, which some servers quote. */
function explain(error: unknown, { provider, key }: Endpoint): HarkError {
  const { reason, message, action = ACTIONS[provider.id] } = toErrorData(error);
  return new HarkError(reason, key === undefined ? message : message.replaceAll(key, '[key]'), { action });
}

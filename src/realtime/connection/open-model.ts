import type { Clock } from '#shared/base/clock.ts';
import { createDeferred } from '#shared/base/deferred.ts';
import { createDisposer } from '#shared/base/disposer.ts';
import { HarkError } from '#shared/base/errors.ts';
import type { ModelConnectOptions, RealtimeModel } from '../model/model.ts';
import type { EffectiveSettings } from '../model/model-events.ts';
import type { ModelSettings } from '../model/model-inputs.ts';

/** How long it may take until a server is ready for input, whoever tells its address and key included, ms. */
const CONNECT_LIMIT_MS = 30_000;
/** How long a server may take to confirm the settings, ms. */
const CONFIRM_LIMIT_MS = 10_000;

export type Opening = {
  readonly clock: Clock;
  readonly model: RealtimeModel;
  readonly target: Omit<ModelConnectOptions, 'signal'>;
  readonly settings: ModelSettings;
  readonly requestId: string;
  readonly signal: AbortSignal;
};

/** What a connection says of itself before it is used. */
export type Opened = {
  readonly effective: EffectiveSettings;
  /** When the server will end it, milliseconds since the epoch; undefined when it does not say. */
  readonly expiresAt: number | undefined;
};

/** Connects a model and configures it. Rejects with a HarkError and leaves nothing open when either fails or is called off. */
export async function openModel(opening: Opening): Promise<Opened> {
  const { clock, model, target, settings, requestId, signal } = opening;
  if (signal.aborted) throw calledOff();
  const confirmed = createDeferred<EffectiveSettings>();
  confirmed.promise.catch(() => {});
  let expiresAt: number | undefined;
  const resources = createDisposer();
  const fail = (error: HarkError): void => confirmed.reject(error);
  const callOff = (): void => fail(calledOff());
  signal.addEventListener('abort', callOff);
  resources.add(() => signal.removeEventListener('abort', callOff));
  resources.add(
    model.subscribe((event) => {
      if (event.type === 'session_started') expiresAt = event.expiresAt;
      if (event.type === 'settings_applied') confirmed.resolve(event.effective);
      if (event.type === 'error' && (event.requestId === requestId || event.severity === 'fatal')) {
        fail(event.error);
      }
      if (event.type === 'closed') fail(event.error ?? new HarkError('closed', 'The connection was closed.'));
    }),
  );
  const giveUp = resources.add(clock.after(CONNECT_LIMIT_MS, () => fail(notConnected())));
  try {
    // Raced: whoever calls it off does not wait for a key that is still being fetched.
    await Promise.race([model.connect({ ...target, signal }), confirmed.promise]);
    giveUp();
    resources.add(clock.after(CONFIRM_LIMIT_MS, () => fail(notConfirmed())));
    const { modelName: _, ...rest } = settings;
    model.send({ type: 'configure', requestId, settings: rest });
    return { effective: await confirmed.promise, expiresAt };
  } catch (error) {
    await model.close();
    throw error;
  } finally {
    resources.dispose();
  }
}

function calledOff(): HarkError {
  return new HarkError('closed', 'Connecting was called off.');
}

function notConnected(): HarkError {
  return new HarkError('timeout', `Connecting took longer than ${CONNECT_LIMIT_MS / 1000} s.`);
}

function notConfirmed(): HarkError {
  return new HarkError(
    'timeout',
    `The server did not confirm the settings within ${CONFIRM_LIMIT_MS / 1000} s.`,
  );
}

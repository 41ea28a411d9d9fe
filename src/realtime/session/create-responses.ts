import { HarkError } from '#shared/base/errors.ts';
import { Speakers } from '../agent/speakers.ts';
import { ResponseSequencer } from '../responses/response-sequencer.ts';
import { SessionConfig } from '../settings/session-config.ts';
import type { SessionEnvironment } from './session-owners.ts';

/** Asks for answers, one at a time. */
export function createSequencer<TContext>(
  env: SessionEnvironment<TContext>,
  parts: { readonly onFree: () => void; readonly onUnended: (responseId: string) => void },
): ResponseSequencer {
  const sequencer = new ResponseSequencer({
    clock: env.clock,
    newRequestId: () => env.ids.next('event'),
    sendCreate: (requestId, params) =>
      env.model.send({ type: 'create_response', requestId, ...(params === undefined ? {} : { params }) }),
    sendCancel: (responseId) =>
      env.model.send({ type: 'cancel_response', requestId: env.ids.next('event'), responseId }),
    onFree: parts.onFree,
    onStalled(what) {
      env.onError(new HarkError('server', STALLED[what]));
      const { activeResponseId } = sequencer;
      // Its tools are spoken about all the same.
      if (what === 'response_end' && activeResponseId !== undefined) parts.onUnended(activeResponseId);
    },
  });
  return sequencer;
}

const STALLED = {
  response_start: 'The server did not start the answer it was asked for; the session goes on without it.',
  response_end: 'The server did not finish its answer; the session goes on without it.',
  response_conflict:
    'The server kept refusing to answer because of another answer; the request was given up.',
} as const;

/** Keeps the settings, here and on the server. */
export function createConfig<TContext>(
  env: SessionEnvironment<TContext>,
  sequencer: ResponseSequencer,
): SessionConfig {
  return new SessionConfig({
    clock: env.clock,
    newRequestId: () => env.ids.next('event'),
    send: (requestId, settings) => env.model.send({ type: 'configure', requestId, settings }),
    isResponding: () => sequencer.isResponding,
    onIgnored: env.onError,
  });
}

/** Knows which agent speaks. */
export function createSpeakers<TContext>(
  env: SessionEnvironment<TContext>,
  config: SessionConfig,
  onToolsChanged: () => void,
): Speakers<TContext> {
  return new Speakers({
    clock: env.clock,
    closing: env.closing,
    context: env.context,
    startingAgent: env.startingAgent,
    configure: (settings) => config.update(settings),
    onSwitched: (handoff) => env.emit({ type: 'handoff', ...handoff }),
    onToolsChanged,
  });
}

import { type ErrorReason, HarkError } from '#shared/base/errors.ts';
import { type ErrorCode, errorCodeOf, errorSeverity, type WireError } from '#shared/wire/wire-error.ts';
import type { ModelProblem } from '../model/model-events.ts';
import { redactKeys } from './credentials.ts';

const REASONS: Partial<Record<ErrorCode, ErrorReason>> = {
  invalid_api_key: 'authentication',
  account_deactivated: 'authentication',
  insufficient_quota: 'authentication',
  billing_hard_limit_reached: 'authentication',
  model_not_found: 'model',
  // Nothing is wrong: another connection goes on.
  session_expired: 'connection',
};

const ACTIONS: Partial<Record<ErrorReason, string>> = {
  authentication: 'Check the key and its account.',
  model: 'Choose another model in the settings.',
};

/** An error of the server as a session understands it (protocol reference §9). */
export function decodeError(error: WireError): ModelProblem {
  const code = errorCodeOf(error);
  const reason = (code && REASONS[code]) ?? 'server';
  const action = ACTIONS[reason];
  return {
    error: new HarkError(reason, redactKeys(error.message), {
      ...(error.param ? { field: error.param } : {}),
      ...(action === undefined ? {} : { action }),
    }),
    requestId: error.event_id ?? undefined,
    severity: errorSeverity(error),
    isResponseConflict: code === 'conversation_already_has_active_response',
  };
}

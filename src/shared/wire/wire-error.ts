import { z } from 'zod';
import { openObject } from './open-object.ts';

/** `error` of an error event. `event_id` is the id of the client event that caused it, if it had one. */
export const WireErrorSchema = openObject({
  type: z.string(),
  code: z.string().nullable().exactOptional(),
  message: z.string(),
  /** Dotted path of the field that was wrong. */
  param: z.string().nullable().exactOptional(),
  event_id: z.string().nullable().exactOptional(),
});
export type WireError = z.infer<typeof WireErrorSchema>;

/**
 * What a client does about a code: `benign`, go on silently; `report`, tell the user, the session lives; `fatal`, do not
 * connect again by yourself. Codes and triggers: reference/realtime-protocol.md §9.
 */
export type ErrorSeverity = 'benign' | 'report' | 'fatal';

const ERROR_CODES = {
  conversation_already_has_active_response: 'benign',
  response_cancel_not_active: 'benign',
  input_audio_buffer_commit_empty: 'benign',
  item_retrieve_invalid_item_id: 'benign',
  item_delete_invalid_item_id: 'benign',
  item_truncate_invalid_item_id: 'benign',
  item_create_invalid_item_id: 'report',
  unsupported_content_type: 'report',
  invalid_value: 'report',
  invalid_type: 'report',
  missing_required_parameter: 'report',
  unknown_parameter: 'report',
  string_above_max_length: 'report',
  invalid_event: 'report',
  invalid_tool_call_id: 'report',
  cannot_update_voice: 'report',
  session_expired: 'benign',
  rate_limit_exceeded: 'report',
  inference_rate_limit_exceeded: 'report',
  server_error: 'report',
  model_not_found: 'fatal',
  beta_api_shape_disabled: 'fatal',
  insufficient_quota: 'fatal',
  invalid_api_key: 'fatal',
  account_deactivated: 'fatal',
  billing_hard_limit_reached: 'fatal',
  /** Faults of Hark's own engine are namespaced. */
  hark_engine_busy: 'report',
  hark_model_load_error: 'fatal',
  hark_stage_failed: 'report',
} as const satisfies Record<string, ErrorSeverity>;
export type ErrorCode = keyof typeof ERROR_CODES;

/** Early servers send no code; these are the parts of their messages that stand for one. */
const MESSAGE_HINTS: readonly (readonly [part: string, code: ErrorCode])[] = [
  ['already has an active response', 'conversation_already_has_active_response'],
  ['Cancellation failed', 'response_cancel_not_active'],
  ['buffer too small', 'input_audio_buffer_commit_empty'],
  ['maximum duration', 'session_expired'],
];

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERROR_CODES, code);
}

/** The known code of an error, found by its code or else by its message; `undefined` when it is one we do not know. */
export function errorCodeOf(error: WireError): ErrorCode | undefined {
  if (typeof error.code === 'string') return isErrorCode(error.code) ? error.code : undefined;
  return MESSAGE_HINTS.find(([part]) => error.message.includes(part))?.[1];
}

/** Unknown errors are reported, never swallowed. */
export function errorSeverity(error: WireError): ErrorSeverity {
  const code = errorCodeOf(error);
  return code === undefined ? 'report' : ERROR_CODES[code];
}

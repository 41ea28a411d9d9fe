import { HarkError } from '#shared/base/errors.ts';
import type { FrameIssue, FrameProblem } from '#shared/wire/parsed-frame.ts';
import type { ErrorCode, WireError } from '#shared/wire/wire-error.ts';

/** A client event that cannot be obeyed: one `error` event is sent, nothing else changes, the session lives. */
export class Refusal extends HarkError {
  readonly code: ErrorCode;

  /** `param`: dotted path of the field that was wrong. */
  constructor(code: ErrorCode, message: string, param?: string) {
    super('invalid_input', message, param === undefined ? {} : { field: param });
    this.code = code;
  }
}

const CODES: Readonly<Record<FrameProblem, ErrorCode>> = {
  too_large: 'invalid_event',
  not_json: 'invalid_event',
  not_an_event: 'invalid_event',
  too_deep: 'invalid_event',
  missing_field: 'missing_required_parameter',
  wrong_type: 'invalid_type',
  wrong_value: 'invalid_value',
  too_long: 'string_above_max_length',
};

/** The `error` object for a frame that did not pass the gate. */
export function issueToWireError(issue: FrameIssue): WireError {
  return {
    type: 'invalid_request_error',
    code: CODES[issue.problem],
    message: issue.path === '' ? issue.message : `Invalid '${issue.path}': ${issue.message}`,
    param: issue.path === '' ? null : issue.path,
    event_id: issue.eventId ?? null,
  };
}

/** The `error` object for anything a handler threw; what is not a refusal is our own fault. */
export function thrownToWireError(error: unknown, eventId: string | undefined): WireError {
  const refused = error instanceof Refusal;
  return {
    type: refused ? 'invalid_request_error' : 'server_error',
    code: refused ? error.code : 'server_error',
    message: error instanceof Error ? error.message : String(error),
    param: (refused ? error.field : undefined) ?? null,
    event_id: eventId ?? null,
  };
}

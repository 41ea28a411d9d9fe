import { expect, test } from 'vitest';
import { errorCodeOf, errorSeverity } from '#shared/wire/wire-error.ts';

const type = 'invalid_request_error';

test.each([
  ['response_cancel_not_active', 'benign'],
  ['conversation_already_has_active_response', 'benign'],
  ['invalid_value', 'report'],
  ['session_expired', 'benign'],
  ['invalid_api_key', 'fatal'],
  ['beta_api_shape_disabled', 'fatal'],
])('the code %s is %s', (code, severity) => {
  expect(errorSeverity({ type, code, message: '' })).toBe(severity);
});

test('an error without a code is known by its message', () => {
  const message = 'Conversation already has an active response in progress: resp_1.';
  expect(errorCodeOf({ type, code: null, message })).toBe('conversation_already_has_active_response');
  expect(errorSeverity({ type, message: 'Cancellation failed: no active response found' })).toBe('benign');
});

test('an error nobody knows is reported, names of object methods included', () => {
  expect(errorSeverity({ type, code: 'tea_is_cold', message: '' })).toBe('report');
  expect(errorSeverity({ type, code: 'constructor', message: '' })).toBe('report');
  expect(errorCodeOf({ type, code: 'toString', message: '' })).toBeUndefined();
});

import { HarkError } from '#shared/base/errors.ts';
import type { ErrorCode } from '#shared/wire/wire-error.ts';

const KEEP = 'Everything said so far is kept.';

/** Why a server refused the handshake, by its HTTP status and the code in its answer, if there was one. */
export function handshakeError(status: number, code?: ErrorCode): HarkError {
  if (code === 'insufficient_quota' || code === 'billing_hard_limit_reached') {
    return new HarkError('authentication', `The account of the key has no credit left (HTTP ${status}).`, {
      action: 'Check the plan and the billing of the account.',
    });
  }
  if (code === 'model_not_found') {
    return new HarkError('model', `The server has no such model (HTTP ${status}).`, {
      action: 'Choose another model in the settings.',
    });
  }
  if (status === 401 || status === 403) {
    return new HarkError('authentication', `The server refused the key (HTTP ${status}).`, {
      action: 'Check the key in the settings.',
    });
  }
  if (status === 404) {
    return new HarkError('model', 'The server does not know this address or model (HTTP 404).', {
      action: 'Check the server address and the model in the settings.',
    });
  }
  if (status === 408 || status === 429 || status >= 500) {
    return new HarkError('unavailable', `The server is too busy or out of order (HTTP ${status}).`, {
      action: 'Wait a moment and try again.',
    });
  }
  return new HarkError('server', `The server answered with HTTP ${status} instead of a connection.`, {
    action: 'Check the server address.',
  });
}

/** Why a connection could not be made at all; `code` is the system's, e.g. ECONNREFUSED. */
export function networkError(code = ''): HarkError {
  if (CERTIFICATE.test(code)) {
    return new HarkError('connection', `The certificate of the server is not trusted (${code}).`, {
      kept: KEEP,
      action: 'Check the server address; a server of your own needs a certificate this computer trusts.',
    });
  }
  const problem = NETWORK_PROBLEMS[code] ?? (NO_WEB_SERVER.test(code) ? NOT_SPOKEN : undefined);
  const message = problem ?? `The server could not be reached${code === '' ? '' : ` (${code})`}.`;
  return new HarkError('connection', message, {
    kept: KEEP,
    action: 'Check the network and the server address.',
  });
}

/** OpenSSL's verdicts on certificates, as Node names them. */
const CERTIFICATE = /CERT|LEAF_SIGNATURE/;
/** What is heard is neither TLS nor HTTP: mostly a secure address of a server without encryption, or another kind of server. */
const NO_WEB_SERVER = /^(EPROTO|ERR_SSL_|HPE_)/;
const NOT_SPOKEN = 'What answers at this address speaks another protocol.';

const NETWORK_PROBLEMS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'No server answers at this address.',
  ENOTFOUND: 'The name of the server could not be found.',
  EAI_AGAIN: 'The name of the server could not be looked up; the network may be down.',
  ECONNRESET: 'The server ended the connection.',
  ETIMEDOUT: 'The server did not answer in time.',
  EHOSTUNREACH: 'There is no way to the server from this network.',
  ENETUNREACH: 'There is no network.',
};

/** Why an open connection ended, by its WebSocket close code (protocol reference §1.7). */
export function closeError(code: number): HarkError {
  if (code === 4000) {
    return new HarkError('server', 'The server refuses this version of the protocol (close code 4000).');
  }
  if (code === 1008)
    return new HarkError('denied', 'The server ended the session by its rules (close code 1008).');
  if (code === 1009)
    return new HarkError('server', 'A message was too large for the connection (close code 1009).');
  if (code === 1000) {
    return new HarkError('closed', 'The server ended the session.', {
      kept: KEEP,
      action: 'Start a new session.',
    });
  }
  if (code === 1015) return new HarkError('server', 'No secure connection could be made (close code 1015).');
  return new HarkError('connection', `The connection was lost (close code ${code}).`, {
    kept: KEEP,
    action: 'Check the network and try again.',
  });
}

import { HarkError } from '#shared/base/errors.ts';

const KEEP = 'Everything said so far is kept.';

/** Why a server refused the handshake, by its HTTP status. */
export function handshakeError(status: number): HarkError {
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
export function networkError(code: string | undefined): HarkError {
  const problem = code === undefined ? undefined : NETWORK_PROBLEMS[code];
  return new HarkError(
    'connection',
    problem ?? `The server could not be reached${code ? ` (${code})` : ''}.`,
    {
      kept: KEEP,
      action: 'Check the network and the server address.',
    },
  );
}

const NETWORK_PROBLEMS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'No server answers at this address.',
  ENOTFOUND: 'The name of the server could not be found.',
  EAI_AGAIN: 'The name of the server could not be looked up; the network may be down.',
  ECONNRESET: 'The server ended the connection.',
  ETIMEDOUT: 'The server did not answer in time.',
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

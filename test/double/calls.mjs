// What the app asked of the desktop and nobody can see here: kept in order, for tests to read.

const calls = [];

/** Notes one call, such as `shell.openExternal` with its arguments. */
export function record(api, ...args) {
  calls.push({ api, args });
}

/** The calls so far, of one API or of all. */
export function recorded(api) {
  return calls.filter((call) => api === undefined || call.api === api);
}

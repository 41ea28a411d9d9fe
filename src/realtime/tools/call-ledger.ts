import { keepNewest } from '#shared/base/keep-newest.ts';

/** A call of the model, as it came. */
export type ToolCall = {
  readonly responseId: string;
  readonly itemId: string;
  readonly callId: string;
  readonly name: string;
  /** JSON text. */
  readonly arguments: string;
};

/** Calls remembered; older ones cannot come back, their responses are long done. */
const MAX_CALLS = 10_000;

/** Remembers every call id, so that a call that is told twice runs once. */
export class CallLedger {
  readonly #fingerprints = new Map<string, string>();

  /** `new` the first time, `repeated` for the same call again, `changed` when the id comes back with another call. */
  enter(call: Pick<ToolCall, 'callId' | 'name' | 'arguments'>): 'new' | 'repeated' | 'changed' {
    const fingerprint = JSON.stringify([call.name, canonicalJson(call.arguments)]);
    const known = this.#fingerprints.get(call.callId);
    if (known !== undefined) return known === fingerprint ? 'repeated' : 'changed';
    this.#fingerprints.set(call.callId, fingerprint);
    keepNewest(this.#fingerprints, MAX_CALLS);
    return 'new';
  }
}

/** The same arguments in another order or spacing are the same call. */
export function canonicalJson(json: string): string {
  try {
    return JSON.stringify(sorted(JSON.parse(json)));
  } catch {
    return json;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, entry]) => [key, sorted(entry)]));
}

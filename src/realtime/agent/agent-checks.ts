import { HarkError } from '#shared/base/errors.ts';
import { isRecord } from '#shared/base/is-record.ts';

type FieldCheck = readonly [wanted: string, fits: (value: unknown) => boolean];

const isString = (value: unknown): boolean => typeof value === 'string';
const isName = (value: unknown): boolean => isString(value) && value !== '';
const isFunction = (value: unknown): boolean => typeof value === 'function';
const hasName = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isRecord(value) && isName(value.name);
const listOf =
  (fits: (entry: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every(fits);

/** An agent, or what `realtimeHandoff()` made of one. */
const isHandoff = (value: unknown): boolean =>
  hasName(isRecord(value) && 'agent' in value ? value.agent : value);
/** What `tool()` or `hostedMcpTool()` made. */
const isTool = (value: unknown): boolean => hasName(value) || (isRecord(value) && isName(value.serverLabel));
const isMcpServer = (value: unknown): boolean =>
  hasName(value) && isFunction(value.listTools) && isFunction(value.callTool);
const isGuardrail = (value: unknown): boolean => hasName(value) && isFunction(value.check);
const isPrompt = (value: unknown): boolean => isFunction(value) || (isRecord(value) && isString(value.id));
const isHooks = (value: unknown): boolean =>
  isRecord(value) && Object.values(value).every((hook) => hook === undefined || isFunction(hook));

const FIELDS: Readonly<Record<string, FieldCheck>> = {
  name: ['a non-empty string', isName],
  instructions: ['a string or a function', (value) => isString(value) || isFunction(value)],
  prompt: ['an object with an id, or a function', isPrompt],
  tools: ['an array of tools', listOf(isTool)],
  mcpServers: ['an array of MCP servers', listOf(isMcpServer)],
  handoffs: ['an array of agents and handoffs', listOf(isHandoff)],
  handoffDescription: ['a string', isString],
  voice: ['a string', isString],
  outputGuardrails: ['an array of output guardrails', listOf(isGuardrail)],
  hooks: ['an object of functions', isHooks],
};

/**
 * Callers from plain JavaScript get the field's name instead of a failure deep inside a session. Throws `invalid_input`
 * for a field of a wrong type and for one that agents do not have: the model and an output type belong to no agent.
 */
export function checkAgentOptions(options: object): void {
  const given = { name: undefined, ...options };
  for (const [field, value] of Object.entries(given)) {
    const check = FIELDS[field];
    if (check === undefined) throw refusal(field, 'is not a field of an agent');
    const [wanted, fits] = check;
    const isAbsent = value === undefined && field !== 'name';
    if (!isAbsent && !fits(value)) throw refusal(field, `must be ${wanted}`);
  }
}

function refusal(field: string, problem: string): HarkError {
  return new HarkError('invalid_input', `RealtimeAgent ${field} ${problem}.`, { field });
}

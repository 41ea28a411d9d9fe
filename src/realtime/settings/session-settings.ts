import { HarkError } from '#shared/base/errors.ts';
import type { RealtimeAgentOptions } from '../agent/agent.ts';
import {
  parseSettings,
  type RealtimeSessionSettings,
  type RealtimeSessionSettingsInput,
} from './settings.ts';

/** What the model can call. */
export type Callables<TContext> = Pick<RealtimeAgentOptions<TContext>, 'tools' | 'handoffs'>;

/** Settings with what the model can call: tools and handoffs given here stand in for those of the agent. */
export type RealtimeSettings<TContext = unknown> = RealtimeSessionSettingsInput & Callables<TContext>;

/** Settings after their check, apart from what the model can call. */
export type CheckedSettings<TContext> = {
  readonly settings: RealtimeSessionSettings;
  readonly callables: Callables<TContext>;
};

/** Throws `invalid_input` naming the field and its range. */
export function checkSettings<TContext>(input: RealtimeSettings<TContext> = {}): CheckedSettings<TContext> {
  const { tools, handoffs, ...settings } = input;
  return {
    settings: parseSettings(settings),
    callables: {
      ...(tools === undefined ? {} : { tools: checkList('tools', tools) }),
      ...(handoffs === undefined ? {} : { handoffs: checkList('handoffs', handoffs) }),
    },
  };
}

function checkList<List extends readonly object[]>(field: string, list: List): List {
  if (Array.isArray(list) && list.every((entry) => typeof entry === 'object' && entry !== null)) return list;
  throw new HarkError('invalid_input', `Session setting ${field}: must be a list of ${field}.`, { field });
}

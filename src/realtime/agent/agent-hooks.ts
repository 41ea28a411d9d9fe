import type { SessionEventBody } from '../session/session-events.ts';
import type { AgentHooks } from './agent.ts';

export type HookRun<TContext> = {
  readonly context: TContext;
  /** The run's hooks, called besides those of the agent an event is about. */
  readonly ofRun: AgentHooks<TContext>;
  /** Gets what a hook threw or rejected with. */
  readonly onError: (error: unknown) => void;
};

/** Calls the hooks an event is about: the agent's own, then the run's. */
export function runHooks<TContext>(
  event: SessionEventBody<TContext>,
  { context, ofRun, onError }: HookRun<TContext>,
): void {
  const call = hookCall(event, context);
  if (call === undefined) return;
  for (const hooks of [call.ofAgent, ofRun]) {
    new Promise((resolve) => resolve(call.on(hooks))).catch(onError);
  }
}

type HookCall<TContext> = {
  readonly ofAgent: AgentHooks<TContext>;
  readonly on: (hooks: AgentHooks<TContext>) => unknown;
};

function hookCall<TContext>(
  event: SessionEventBody<TContext>,
  context: TContext,
): HookCall<TContext> | undefined {
  switch (event.type) {
    case 'agent_start': {
      const { agent } = event;
      return { ofAgent: agent.hooks, on: (hooks) => hooks.onStart?.(context, agent) };
    }
    case 'agent_end': {
      const { agent, output } = event;
      return { ofAgent: agent.hooks, on: (hooks) => hooks.onEnd?.(context, agent, output) };
    }
    case 'handoff': {
      const { from, to } = event;
      return { ofAgent: from.hooks, on: (hooks) => hooks.onHandoff?.(context, from, to) };
    }
    case 'tool_start': {
      const { agent, toolName } = event;
      return { ofAgent: agent.hooks, on: (hooks) => hooks.onToolStart?.(context, agent, toolName) };
    }
    case 'tool_end': {
      const { agent, toolName, output } = event;
      return { ofAgent: agent.hooks, on: (hooks) => hooks.onToolEnd?.(context, agent, toolName, output) };
    }
    default:
      return undefined;
  }
}

import type { AgentHooks } from './agent.ts';
import type { SessionEventWithoutContext } from './session-events.ts';

/** Calls the hook of the agent an event is about, if it has one. What it throws or rejects with goes to `onError`. */
export function runAgentHook<TContext>(
  event: SessionEventWithoutContext<TContext>,
  context: TContext,
  onError: (error: unknown) => void,
): void {
  const call = hookCall(event, context);
  if (call === undefined) return;
  new Promise((resolve) => resolve(call())).catch(onError);
}

function hookCall<TContext>(
  event: SessionEventWithoutContext<TContext>,
  context: TContext,
): (() => unknown) | undefined {
  switch (event.type) {
    case 'agent_start':
      return bound(event.agent.hooks, (hooks) => hooks.onStart?.(context, event.agent));
    case 'agent_end':
      return bound(event.agent.hooks, (hooks) => hooks.onEnd?.(context, event.agent, event.output));
    case 'handoff':
      return bound(event.from.hooks, (hooks) => hooks.onHandoff?.(context, event.from, event.to));
    case 'tool_start':
      return bound(event.agent.hooks, (hooks) => hooks.onToolStart?.(context, event.agent, event.toolName));
    case 'tool_end':
      return bound(event.agent.hooks, (hooks) =>
        hooks.onToolEnd?.(context, event.agent, event.toolName, event.output),
      );
    default:
      return undefined;
  }
}

function bound<TContext>(
  hooks: AgentHooks<TContext>,
  call: (hooks: AgentHooks<TContext>) => unknown,
): () => unknown {
  return () => call(hooks);
}

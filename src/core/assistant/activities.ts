import type { ToolOutcome } from '#realtime/index.ts';
import type { Clock } from '#shared/base/clock.ts';
import type { ToolActivity } from '#shared/bridge/state.ts';
import type { AppStore } from '../bridge/app-store.ts';
import { beginningOf, plainText } from '../text/plain-text.ts';

/** The list of what tools do and did. */
export type Activities = {
  handleWaiting(call: ToolCall): void;
  handleStart(call: ToolCall): void;
  handleEnd(call: ToolCall & { readonly output: string; readonly outcome: ToolOutcome }): void;
  /** The session is gone: calls without an end have none. */
  endSession(): void;
};

type ToolCall = { readonly callId: string; readonly toolName: string };

const MAX_DETAIL = 200;

/** `labelOf` gives a tool's purpose in plain words. */
export function createActivities(
  store: AppStore,
  clock: Clock,
  labelOf: (toolName: string) => string,
): Activities {
  const publish = ({ callId, toolName }: ToolCall, change: Pick<ToolActivity, 'status' | 'detail'>): void => {
    const known = store.snapshot.activities.find((activity) => activity.callId === callId);
    const at = known?.at ?? clock.wallTime();
    const activity = { callId, tool: toolName, label: labelOf(toolName), at, ...change };
    store.publish({ type: 'activity', activity });
  };
  return {
    handleWaiting: (call) => publish(call, { status: 'waiting', detail: 'Waits for your answer.' }),
    handleStart: (call) => publish(call, { status: 'running', detail: '' }),
    handleEnd(call) {
      const { speech, denied } = readOutput(call.output);
      const status = denied ? 'denied' : STATUSES[call.outcome];
      publish(call, { status, detail: speech });
    },
    endSession() {
      for (const { callId, tool, status } of store.snapshot.activities) {
        if (status !== 'waiting' && status !== 'running') continue;
        publish({ callId, toolName: tool }, { status: 'failed', detail: 'The connection was lost.' });
      }
    },
  };
}

const STATUSES: Readonly<Record<ToolOutcome, ToolActivity['status']>> = {
  success: 'done',
  error: 'failed',
  timeout: 'failed',
  denied: 'denied',
  rejected: 'denied',
  unknown_tool: 'failed',
  disabled_tool: 'failed',
  invalid_arguments: 'failed',
  cancelled: 'failed',
};

/** The sentence of a result, on one line; an output that is no JSON is a sentence itself. */
function readOutput(output: string): { readonly speech: string; readonly denied: boolean } {
  let speech = output;
  let denied = false;
  try {
    const value: unknown = JSON.parse(output);
    if (typeof value === 'object' && value !== null) {
      if ('speech' in value && typeof value.speech === 'string') speech = value.speech;
      denied = 'denied' in value && value.denied === true;
    }
  } catch {
    // Plain text, as it is.
  }
  return { speech: beginningOf(plainText(speech).replace(/\s+/g, ' '), MAX_DETAIL).text, denied };
}

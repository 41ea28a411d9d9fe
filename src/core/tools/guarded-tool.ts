import { type RealtimeTool, type ToolContext, tool } from '#realtime/index.ts';
import type { Clock } from '#shared/base/clock.ts';
import { HarkError } from '#shared/base/errors.ts';
import { keepNewest } from '#shared/base/keep-newest.ts';
import type { LogPort } from '../ports.ts';
import type { Journal } from '../storage/journal.ts';
import { decide, type PolicyAnswer } from './policy.ts';
import type { ToolPlan, ToolResult, ToolSpec } from './tool-spec.ts';

export type ToolGuardParts = { readonly journal: Journal; readonly clock: Clock; readonly log: LogPort };

/** The way every tool is called: planned, judged by the policy, journalled when it acts, and then run as planned. */
export type ToolGuard = {
  guard(spec: ToolSpec): RealtimeTool;
  /** What a waiting call is about to do. */
  planOf(callId: string): ToolPlan | undefined;
};

const TIMEOUT_MS = 20_000;
/** Plans of calls that were refused, or wait for an answer, stay until this many newer ones exist. */
const MAX_PLANS = 32;

type Judged = { readonly plan: ToolPlan; readonly answer: PolicyAnswer };

export function createToolGuard({ journal, clock, log }: ToolGuardParts): ToolGuard {
  const judged = new Map<string, Judged>();

  const judge = async (spec: ToolSpec, args: unknown, { callId, signal }: ToolContext): Promise<Judged> => {
    const known = judged.get(callId);
    if (known !== undefined) return known;
    const plan = await spec.plan(args, signal);
    const result = { plan, answer: decide(spec.risk, plan.risk ?? 'low') };
    judged.set(callId, result);
    keepNewest(judged, MAX_PLANS);
    return result;
  };

  const runPlan = async (spec: ToolSpec, plan: ToolPlan, args: unknown, context: ToolContext) => {
    if (!spec.acts) return plan.run(context.signal);
    const { callId } = context;
    const begin = { phase: 'begin', callId, tool: spec.name, arguments: args, at: clock.wallTime() } as const;
    await journal.append(begin).catch(refuseUnnoted);
    let outcome: 'done' | 'failed' = 'failed';
    try {
      const result = await plan.run(context.signal);
      outcome = 'done';
      return result;
    } finally {
      // It is done, or not, whether this can be noted or not.
      await journal
        .append({ phase: 'end', callId, outcome, at: clock.wallTime() })
        .catch((error: unknown) => log.error('The end of an action could not be noted', error));
    }
  };

  const execute = async (spec: ToolSpec, args: unknown, context: ToolContext): Promise<ToolResult> => {
    const isKnown = judged.has(context.callId);
    const { plan, answer } = await judge(spec, args, context);
    judged.delete(context.callId);
    // A plan that only came about now, or once more, is not the one the person said yes to.
    if (answer === 'ask' && !isKnown) throw notAsked();
    if (answer !== 'deny') return runPlan(spec, plan, args, context);
    const why = plan.detail === undefined ? '' : ` ${plan.detail}.`;
    return { speech: `I am not allowed to do that.${why}`, denied: true };
  };

  return {
    guard: (spec) =>
      tool<ToolSpec['parameters'], unknown>({
        name: spec.name,
        description: spec.description,
        parameters: spec.parameters,
        timeoutMs: TIMEOUT_MS,
        // A call that cannot be planned runs into the same error below, and says so.
        needsApproval: async (args, context) =>
          judge(spec, args, context).then(
            ({ answer }) => answer === 'ask',
            () => false,
          ),
        execute: (args, context) => execute(spec, args, context),
        errorFunction: (error) => errorOutput(spec, error, log),
      }),
    planOf: (callId) => judged.get(callId)?.plan,
  };
}

function notAsked(): HarkError {
  return new HarkError('denied', 'You were not asked about this, so it was not done.', {
    action: 'Say it again.',
  });
}

/** What leaves no trace is not done. */
function refuseUnnoted(cause: unknown): never {
  throw new HarkError('device', 'I could not note this down first, so nothing was done.', {
    action: 'Check that the disk is not full.',
    cause,
  });
}

/** Our own errors are worded for people; anything else stays in the log. */
function errorOutput(spec: ToolSpec, error: unknown, log: LogPort): string {
  if (!(error instanceof HarkError)) log.error(`Tool ${spec.name} failed`, error);
  const spoken =
    error instanceof HarkError
      ? [error.message, error.action].filter((part) => part !== undefined).join(' ')
      : 'Sorry, that did not work.';
  return JSON.stringify({ speech: spoken, failed: true });
}

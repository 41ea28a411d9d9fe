import { HarkError } from '#shared/base/errors.ts';
import { AudioGate } from '../guardrails/audio-gate.ts';
import { GuardrailRunner, type GuardrailTrip } from '../guardrails/guardrail-runner.ts';
import type { SessionEnvironment, SessionOwners } from './session-owners.ts';

const DEFAULT_DEBOUNCE_TEXT_LENGTH = 100;

type Parts<TContext> = Pick<
  SessionOwners<TContext>,
  'history' | 'speakers' | 'sequencer' | 'createMessage'
> & {
  readonly stopPlayback: () => void;
  /** No check is running any more. */
  readonly onSettled: () => void;
};

export type GuardrailOwners<TContext> = Pick<SessionOwners<TContext>, 'guardrails' | 'gate'>;

/** Builds what checks the answers of a session, and what holds their sound back until they were checked. */
export function createGuardrails<TContext>(
  env: SessionEnvironment<TContext>,
  parts: Parts<TContext>,
): GuardrailOwners<TContext> {
  const { history, speakers, sequencer } = parts;
  const { outputGuardrails: ofRun = [], guardrailSettings = {} } = env.config;
  const gate = new AudioGate({
    isChecked: (responseId) =>
      guardrailSettings.holdAudio === true && guardrails.isGuarded(speakers.toolsetOf(responseId).agent),
    isOver: (responseId) => guardrails.currentResponseId !== responseId,
    textLengthOf: ({ itemId, contentIndex }) => history.textOf(itemId, contentIndex).length,
    onStuck(responseId) {
      const message = 'The rest of an answer was not played, because it could not be checked.';
      env.onError(new HarkError('internal', message));
      stopAnswer(responseId);
    },
  });
  const guardrails = new GuardrailRunner<TContext>({
    clock: env.clock,
    closing: env.closing,
    context: env.context,
    debounceTextLength: guardrailSettings.debounceTextLength ?? DEFAULT_DEBOUNCE_TEXT_LENGTH,
    guardrailsOf: (agent) => [...new Set([...agent.outputGuardrails, ...ofRun])],
    onChecked({ guardrail, text: _, contentIndex: __, ...check }) {
      env.emit({ type: 'guardrail_checked', ...check, guardrail: guardrail.name });
    },
    onPassed: (checked) => gate.pass(checked.responseId, checked, checked.text.length),
    onTripped({ guardrail, contentIndex: _, ...trip }) {
      env.emit({ type: 'guardrail_tripped', ...trip, guardrail: guardrail.name });
    },
    block(trip, tellModel) {
      stopAnswer(trip.responseId);
      if (!tellModel) return;
      const itemId = parts.createMessage('system', [{ type: 'input_text', text: feedbackOn(trip) }]);
      sequencer.request({ answers: [itemId] });
    },
    onError: env.onError,
    onResponseSettled: (responseId) => gate.settle(responseId),
    onSettled: parts.onSettled,
  });
  /** What was asked for meanwhile is not cancelled; a newer answer is left alone altogether. */
  const stopAnswer = (responseId: string): void => {
    if (guardrails.currentResponseId !== responseId) return;
    if (sequencer.activeResponseId === responseId) sequencer.cancel();
    parts.stopPlayback();
  };
  return { guardrails, gate };
}

/** The model learns the rule, never the checker's reasons. */
function feedbackOn<TContext>({ guardrail }: GuardrailTrip<TContext>): string {
  return (
    `Your answer was stopped because it broke this rule: ${guardrail.policyHint}. ` +
    'Do not repeat it. Say briefly that you cannot go on with that, and offer something else.'
  );
}

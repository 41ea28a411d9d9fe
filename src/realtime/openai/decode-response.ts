import { HarkError } from '#shared/base/errors.ts';
import type { Response, Usage } from '#shared/wire/response.ts';
import type { ModelEvent, ResponseOutcome } from '../model/model-events.ts';
import type { RealtimeUsage } from '../session/usage.ts';
import { redactKeys } from './credentials.ts';
import { outputText } from './decode-item.ts';

/** Metadata key by which a response names the request that caused it; servers echo metadata. */
export const REQUEST_ID_KEY = 'client_event_id';

export function decodeResponseCreated(response: Response): ModelEvent {
  const requestId = response.metadata?.[REQUEST_ID_KEY];
  return {
    type: 'response_started',
    responseId: response.id,
    outOfBand: isOutOfBand(response),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

/** A response beside the conversation belongs to none. */
function isOutOfBand(response: Response): boolean {
  return response.conversation_id === null;
}

export function decodeResponseDone(response: Response): ModelEvent {
  const usage = response.usage ? decodeUsage(response.usage) : undefined;
  return {
    type: 'response_done',
    responseId: response.id,
    outOfBand: isOutOfBand(response),
    outcome: outcomeOf(response),
    output: outputText(response.output),
    ...(usage === undefined ? {} : { usage }),
  };
}

function outcomeOf({ status, status_details: details }: Response): ResponseOutcome {
  const reason = details?.reason ?? '';
  switch (status) {
    case 'cancelled':
      return { status: 'cancelled', by: reason === 'turn_detected' ? 'user' : 'client' };
    case 'incomplete':
      return { status: 'incomplete', reason };
    case 'failed': {
      const problem = details?.error?.message ?? 'The server gave no reason.';
      const message = `The answer failed: ${redactKeys(problem)}`;
      return {
        status: 'failed',
        error: new HarkError('server', message, { kept: 'What was said is kept.' }),
      };
    }
    // A server that says done and in_progress at once means done.
    case 'in_progress':
    case 'completed':
      return { status: 'completed' };
  }
}

function decodeUsage(usage: Usage): RealtimeUsage {
  const input = usage.input_token_details;
  const cached = input?.cached_tokens_details;
  const output = usage.output_token_details;
  return {
    totalTokens: usage.total_tokens ?? 0,
    inputTokens: usage.input_tokens ?? 0,
    outputTokens: usage.output_tokens ?? 0,
    input: {
      text: input?.text_tokens ?? 0,
      audio: input?.audio_tokens ?? 0,
      image: input?.image_tokens ?? 0,
    },
    cached: {
      text: cached?.text_tokens ?? 0,
      audio: cached?.audio_tokens ?? 0,
      image: cached?.image_tokens ?? 0,
      total: input?.cached_tokens ?? 0,
    },
    output: { text: output?.text_tokens ?? 0, audio: output?.audio_tokens ?? 0 },
  };
}

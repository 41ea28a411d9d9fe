import { expect, it } from 'vitest';
import { z } from 'zod';
import { outputGuardrail, RealtimeAgent, type RealtimeSessionEventType, tool } from '#realtime/index.ts';
import { type ConnectedSession, connectSession } from '../support/connected-session.ts';
import {
  answer,
  answerStart,
  confirmSettings,
  responseCreated,
  responseDone,
  serverError,
  speechStarted,
  speechStopped,
  toolCalls,
  transcribed,
  userSpoke,
} from '../support/wire-script.ts';

const EVERY_TYPE = {
  'EV-1': [
    'agent_start',
    'agent_end',
    'handoff',
    'tool_start',
    'tool_end',
    'tool_approval_required',
    'audio',
    'audio_end',
    'audio_interrupted',
    'guardrail_tripped',
    'history_added',
    'history_updated',
    'error',
    'raw_model_event',
    'input_audio_timeout_triggered',
  ],
  'EV-2': [
    'connection',
    'user_speech_started',
    'user_speech_stopped',
    'transcript',
    'transcription_failed',
    'usage',
    'response_started',
    'response_done',
    'tool_progress',
    'idle',
  ],
} as const satisfies Record<string, readonly RealtimeSessionEventType[]>;

const context = { user: 'Ada' };

const search = tool({
  name: 'search',
  description: 'Searches',
  parameters: z.object({}),
  needsApproval: true,
  execute: (_, { progress }) => {
    progress('half way');
    return 'found';
  },
});
const agent = new RealtimeAgent({
  name: 'Tester',
  tools: [search],
  handoffs: [new RealtimeAgent({ name: 'Other' })],
  outputGuardrails: [
    outputGuardrail({ name: 'polite', check: ({ text }) => ({ tripped: /damn/.test(text) }) }),
  ],
});

/** A conversation in which everything happens that a session can tell of. */
async function talk({ session, peer, play }: ConnectedSession): Promise<void> {
  await play(speechStarted('item_U1'), speechStopped('item_U1'), ...userSpoke('item_U1', null));
  await play(transcribed('item_U1', 'hello'), ...userSpoke('item_U2', 'item_U1'), {
    type: 'conversation.item.input_audio_transcription.failed',
    event_id: 'event_f',
    item_id: 'item_U2',
    content_index: 0,
    error: { message: 'unintelligible' },
  });
  await play({
    type: 'input_audio_buffer.timeout_triggered',
    event_id: 'event_t',
    item_id: 'item_U3',
    audio_start_ms: 0,
    audio_end_ms: 5_000,
  });
  await play(...answer({ responseId: 'resp_1', itemId: 'item_A1', text: 'Hi.', audioMs: 100 }));
  await play(...answerStart({ responseId: 'resp_2', itemId: 'item_A2', text: 'So', audioMs: 100 }));
  session.playback.report({ itemId: 'item_A2', playedSamples: 480 });
  const usage = { total_tokens: 2, input_tokens: 1, output_tokens: 1 };
  await play(speechStarted('item_U4'), responseDone('resp_2', { usage }), speechStopped('item_U4'));
  await play(...toolCalls('resp_3', [{ callId: 'call_1', name: 'search', args: '{}' }]));
  session.approve('call_1');
  await play(...answer({ responseId: 'resp_4', itemId: 'item_A4', text: 'damn', audioMs: 0 }));
  await play(...toolCalls('resp_5', [{ callId: 'call_2', name: 'transfer_to_Other', args: '{}' }]));
  await confirmSettings(peer);
  await play(responseCreated('resp_6'), responseDone('resp_6'), serverError('some_trouble'));
}

it.each(Object.entries(EVERY_TYPE))(
  'EV-1 EV-2: all (%s) of its events are told, each with the context of the run',
  async (_, types) => {
    const talking = await connectSession({ agent, context });
    await talk(talking);
    for (const type of types) expect(talking.of(type), type).not.toEqual([]);
    for (const event of talking.events) expect(event.context).toBe(context);
  },
);

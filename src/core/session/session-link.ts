import type { RealtimeSession } from '#realtime/index.ts';
import { toErrorData } from '#shared/base/errors.ts';
import type { Activities } from '../assistant/activities.ts';
import type { Approvals } from '../assistant/approvals.ts';
import type { AssistantStatus } from '../assistant/assistant-status.ts';
import type { Outbox } from '../assistant/outbox.ts';
import type { Transcript } from '../assistant/transcript.ts';
import { isHeard, isSpoken, textOf } from '../assistant/transcript-line.ts';
import type { Sound } from '../audio/sound.ts';
import type { Notices } from '../bridge/notices.ts';

export type SessionListeners = {
  readonly status: AssistantStatus;
  readonly transcript: Transcript;
  readonly activities: Activities;
  readonly approvals: Approvals;
  readonly sound: Pick<Sound, 'downlink'>;
  readonly notices: Notices;
  readonly outbox: Outbox;
};

/** Takes every event of a session to the owners it concerns. The session's end ends this as well. */
export function listenToSession(session: RealtimeSession, listeners: SessionListeners): void {
  listenToTalk(session, listeners);
  listenToTools(session, listeners);
  const { transcript, notices, outbox } = listeners;
  session.on('history_updated', ({ patches }) => transcript.handlePatches(patches));
  session.on('history_added', ({ item }) => {
    if (isSpoken(item) && item.role === 'user' && !isHeard(item)) outbox.handleArrived(textOf(item));
  });
  session.on('transcript', (event) => transcript.handleTranscript(event));
  session.on('error', ({ error, fatal }) => {
    // A fatal one becomes the state of the connection.
    if (!fatal) notices.add(toErrorData(error));
  });
}

function listenToTalk(session: RealtimeSession, { status, sound }: SessionListeners): void {
  session.on('audio', ({ itemId, samples }) => sound.downlink.play(itemId, samples));
  session.on('audio_end', ({ itemId }) => sound.downlink.end(itemId));
  session.on('user_speech_started', () => status.dispatch({ type: 'speech_started' }));
  session.on('user_speech_stopped', () => status.dispatch({ type: 'speech_stopped' }));
  session.on('response_started', ({ outOfBand }) => {
    if (!outOfBand) status.dispatch({ type: 'answer_started' });
  });
  session.on('response_done', ({ outOfBand }) => {
    if (!outOfBand) status.dispatch({ type: 'answer_ended' });
  });
  session.on('idle', () => status.dispatch({ type: 'idle' }));
}

function listenToTools(session: RealtimeSession, { status, activities, approvals }: SessionListeners): void {
  session.on('tool_approval_required', (call) => {
    status.dispatch({ type: 'tool_started', callId: call.callId, tool: call.toolName });
    activities.handleWaiting(call);
    approvals.ask(call);
  });
  session.on('tool_start', (call) => {
    approvals.close(call.callId);
    activities.handleStart(call);
    status.dispatch({ type: 'tool_started', callId: call.callId, tool: call.toolName });
  });
  session.on('tool_end', (call) => {
    activities.handleEnd(call);
    status.dispatch({ type: 'tool_ended', callId: call.callId });
  });
}

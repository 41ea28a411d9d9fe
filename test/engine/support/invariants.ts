import { expect } from 'vitest';
import type { ServerEvent } from '#shared/wire/server-events.ts';
import { ofType } from './engine-client.ts';

/** The invariants of §14.1, over everything a client received. */
export function checkInvariants(events: readonly ServerEvent[]): void {
  checkResponses(events);
  checkPairs(events);
  checkTurns(events);
}

/** A response is created once, done once, and silent before and after; the conversation has one at a time. */
function checkResponses(events: readonly ServerEvent[]): void {
  for (const { response } of ofType(events, 'response.created')) checkResponse(response.id, events);
  let active: string | undefined;
  for (const event of events) {
    if (event.type !== 'response.created' && event.type !== 'response.done') continue;
    const { id, conversation_id } = event.response;
    if (conversation_id === null) continue;
    expect(active, 'one response at a time in the conversation').toBe(
      event.type === 'response.created' ? undefined : id,
    );
    active = event.type === 'response.created' ? id : undefined;
  }
}

function checkResponse(id: string, events: readonly ServerEvent[]): void {
  const own = events.filter(
    (event) =>
      ('response_id' in event && event.response_id === id) ||
      ('response' in event && event.response.id === id),
  );
  const count = (type: string): number => own.filter((event) => event.type === type).length;
  expect([count('response.created'), own[0]?.type]).toEqual([1, 'response.created']);
  expect([count('response.done'), own.at(-1)?.type]).toEqual([1, 'response.done']);
}

/** Whatever is opened is closed, and deltas add up to what is done. */
function checkPairs(events: readonly ServerEvent[]): void {
  const added = (type: ServerEvent['type']): unknown[] =>
    events.flatMap((event) =>
      event.type === type
        ? ['item' in event ? event.item.id : 'part' in event ? `${event.item_id}.${event.content_index}` : '']
        : [],
    );
  for (const kind of ['response.output_item', 'response.content_part', 'conversation.item'] as const) {
    expect(added(`${kind}.done`).sort(), `every ${kind} is closed`).toEqual(added(`${kind}.added`).sort());
  }
  const transcripts = new Map<string, string>();
  for (const { item_id, delta } of ofType(events, 'response.output_audio_transcript.delta')) {
    transcripts.set(item_id, (transcripts.get(item_id) ?? '') + delta);
  }
  for (const { item_id, transcript } of ofType(events, 'response.output_audio_transcript.done')) {
    expect(transcript).toBe(transcripts.get(item_id) ?? '');
  }
}

/** `speech_started` opens a turn; it ends with `speech_stopped`, a manual commit or a clear, and only then. */
function checkTurns(events: readonly ServerEvent[]): void {
  let open: string | undefined;
  /** Switching detection off and on again drops an open turn without a word. */
  let mayBeDropped = false;
  for (const event of events) {
    switch (event.type) {
      case 'input_audio_buffer.speech_started':
        if (!mayBeDropped) expect(open, 'one turn at a time').toBeUndefined();
        open = event.item_id;
        mayBeDropped = false;
        break;
      case 'input_audio_buffer.speech_stopped':
        expect(event.item_id, 'the turn that was open stops').toBe(open);
        break;
      case 'input_audio_buffer.committed':
        if (open !== undefined && !mayBeDropped) expect(event.item_id).toBe(open);
        open = undefined;
        break;
      case 'input_audio_buffer.cleared':
        open = undefined;
        break;
      case 'session.updated':
        mayBeDropped = true;
        break;
      default:
    }
  }
}

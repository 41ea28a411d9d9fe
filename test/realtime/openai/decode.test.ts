import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelEvent } from '#realtime/index.ts';
import { ServerEventDecoder } from '#realtime/openai/decode.ts';
import { parseServerFrame } from '#shared/wire/frame.ts';
import {
  answer,
  audioDelta,
  base64Of,
  ramp,
  responseDone,
  serverError,
  sessionUpdated,
  speechStarted,
  speechStopped,
  toolCalls,
  transcribed,
  userSpoke,
} from '../support/wire-script.ts';

function decode(decoder: ServerEventDecoder, frame: object): readonly ModelEvent[] {
  const parsed = parseServerFrame(JSON.stringify(frame));
  return parsed.ok && parsed.known ? decoder.decode(parsed.event) : [];
}

const at = { responseId: 'resp_1', itemId: 'item_A1' };
const delta = (base64: string): object => ({ ...audioDelta(at, new Int16Array()), delta: base64 });

/** Bytes of audio deltas in the order they came. */
function bytesOf(events: readonly ModelEvent[]): number[] {
  return events.flatMap((event) =>
    event.type === 'audio'
      ? [...new Uint8Array(event.samples.buffer, event.samples.byteOffset, event.samples.byteLength)]
      : [],
  );
}

describe('audio deltas', () => {
  it('EV-1: become samples in memory of their own', () => {
    const [event] = decode(new ServerEventDecoder(), audioDelta(at, ramp(480)));
    expect(event).toMatchObject({ type: 'audio', ...at, contentIndex: 0, samples: ramp(480) });
    const { samples } = event as Extract<ModelEvent, { type: 'audio' }>;
    expect(samples.buffer.byteLength).toBe(960);
  });

  it('cut at any byte give the same samples', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.array(fc.nat({ max: 200 }), { maxLength: 6 }),
        (bytes, cuts) => {
          const decoder = new ServerEventDecoder();
          const marks = [
            0,
            ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b),
            bytes.length,
          ];
          const events = marks
            .slice(1)
            .flatMap((end, index) =>
              decode(decoder, delta(Buffer.from(bytes.subarray(marks[index], end)).toString('base64'))),
            );
          expect(bytesOf(events)).toEqual([...bytes.subarray(0, bytes.length - (bytes.length % 2))]);
        },
      ),
    );
  });

  it('leave the odd byte of a part that ended behind', () => {
    const decoder = new ServerEventDecoder();
    decode(decoder, delta(Buffer.of(1, 2, 3).toString('base64')));
    decode(decoder, {
      type: 'response.output_audio.done',
      event_id: 'event_1',
      response_id: 'resp_1',
      item_id: 'item_A1',
      output_index: 0,
      content_index: 0,
    });
    expect(bytesOf(decode(decoder, delta(Buffer.of(4, 5).toString('base64'))))).toEqual([4, 5]);
  });

  it.each(['%%%%', 'AA=A', `${base64Of(ramp(8))}!`])('that are not base64 are a bad frame: %s', (text) => {
    expect(decode(new ServerEventDecoder(), delta(text))).toMatchObject([{ type: 'bad_frame' }]);
  });

  it('AF-1: follow the format of the session', () => {
    const decoder = new ServerEventDecoder();
    decode(decoder, sessionUpdated({ audio: { output: { format: { type: 'audio/pcma' } } } }));
    const [event] = decode(decoder, delta(Buffer.of(0xd5, 0x55).toString('base64')));
    expect(event).toMatchObject({ samples: Int16Array.of(8, -8) });
  });
});

describe('what the server has in force', () => {
  it.each([
    [{ type: 'server_vad', interrupt_response: false }, false],
    [{ type: 'semantic_vad' }, true],
    [null, false],
  ])('is read from its echo: %o', (turn_detection, interruptResponse) => {
    const events = decode(new ServerEventDecoder(), sessionUpdated({ audio: { input: { turn_detection } } }));
    expect(events).toEqual([{ type: 'settings_applied', effective: { interruptResponse } }]);
  });
});

describe('ends of responses', () => {
  it.each([
    [{ status: 'completed' }, { status: 'completed' }],
    [
      { status: 'cancelled', status_details: { reason: 'turn_detected' } },
      { status: 'cancelled', by: 'user' },
    ],
    [
      { status: 'cancelled', status_details: { reason: 'client_cancelled' } },
      { status: 'cancelled', by: 'client' },
    ],
    [
      { status: 'incomplete', status_details: { reason: 'content_filter' } },
      { status: 'incomplete', reason: 'content_filter' },
    ],
    [{ status: 'failed' }, { status: 'failed', error: { reason: 'server' } }],
  ])('%o', (fields, outcome) => {
    expect(decode(new ServerEventDecoder(), responseDone('resp_1', fields))).toMatchObject([{ outcome }]);
  });
});

describe('function calls', () => {
  it('are run when complete, not when a cancelled response left them unfinished', () => {
    const calls = toolCalls('resp_1', [{ callId: 'call_1', name: 'f', args: '{}' }]);
    const decodeAll = (frames: readonly object[]): string[] => {
      const decoder = new ServerEventDecoder();
      return frames.flatMap((frame) => decode(decoder, frame).map(({ type }) => type));
    };
    expect(decodeAll(calls)).toContain('tool_call');
    const unfinished = JSON.parse(
      JSON.stringify(calls).replaceAll('"status":"completed"', '"status":"incomplete"'),
    );
    expect(decodeAll(unfinished)).not.toContain('tool_call');
  });
});

const frames: readonly object[] = [
  sessionUpdated({ audio: { output: { format: { type: 'audio/pcm', rate: 24_000 } } } }),
  speechStarted('item_U'),
  speechStopped('item_U'),
  ...userSpoke('item_U', null),
  transcribed('item_U', 'hello'),
  ...answer({ ...at, text: 'Hi there', audioMs: 20 }),
  ...toolCalls('resp_2', [{ callId: 'call_1', name: 'f', args: '{}' }]),
  serverError('invalid_value'),
];

/** One frame with any one value of it, however deep, replaced. */
const mutatedFrame = fc
  .tuple(fc.constantFrom(...frames), fc.nat(), fc.jsonValue())
  .map(([frame, choice, replacement]) => {
    const copy: unknown = structuredClone(frame);
    const places: (() => void)[] = [];
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const key of Object.keys(value)) {
        const holder = value as Record<string, unknown>;
        places.push(
          () => (holder[key] = replacement),
          () => delete holder[key],
        );
        visit(holder[key]);
      }
    };
    visit(copy);
    places[choice % places.length]?.();
    return JSON.stringify(copy);
  });

describe('an item of an answer', () => {
  const item = { id: 'item_A1', type: 'message', role: 'assistant', status: 'completed', content: [] };
  const output = { response_id: 'resp_1', output_index: 0, item };
  const started = { ...item, status: 'in_progress' };
  const added = { type: 'conversation.item.added', item: started, previous_item_id: null };
  const itemDone = { type: 'conversation.item.done', item, previous_item_id: null };
  const outputDone = { type: 'response.output_item.done', ...output };

  it.each<[string, object[], string[]]>([
    ['left without conversation.item.done', [added, outputDone], ['in_progress', 'completed']],
    ['that comes with it', [added, itemDone, outputDone], ['in_progress', 'completed']],
    ['of a response that is over', [added, responseDone('resp_1'), outputDone], ['in_progress']],
    ['beside the conversation', [outputDone], []],
  ])('HI-1: is completed once: one %s', (_, frames, statuses) => {
    const decoder = new ServerEventDecoder();
    const told = frames.flatMap((frame) => decode(decoder, frame));
    expect(told.flatMap((event) => (event.type === 'item' ? [event.item.status] : []))).toEqual(statuses);
  });
});

describe('damaged frames', () => {
  it('never throw, and the next good frame is understood', () => {
    fc.assert(
      fc.property(fc.array(mutatedFrame, { minLength: 1, maxLength: 20 }), (texts) => {
        const decoder = new ServerEventDecoder();
        for (const text of texts) {
          const parsed = parseServerFrame(text);
          if (parsed.ok && parsed.known) decoder.decode(parsed.event);
        }
        expect(decode(decoder, transcribed('item_U', 'hello'))).toMatchObject([
          { type: 'transcription_done' },
        ]);
      }),
      { numRuns: 300 },
    );
  });
});

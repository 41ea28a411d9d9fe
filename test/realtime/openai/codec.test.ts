import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCodec } from '#realtime/openai/codec.ts';
import { base64Of, ramp } from '../support/wire-script.ts';

const TYPES = [
  'session.created',
  'session.updated',
  'conversation.item.created',
  'conversation.item.added',
  'response.created',
  'response.output_item.done',
  'response.audio.delta',
  'response.output_audio.delta',
  'response.audio_transcript.done',
  'response.text.delta',
  'response.done',
  'error',
];

const value = fc.jsonValue({ maxDepth: 3 });
/** Frames whose type is known and whose fields are anything, besides frames that are anything. */
const frame = fc.oneof(
  value,
  fc
    .tuple(
      fc.constantFrom(...TYPES),
      fc.dictionary(fc.constantFrom('session', 'item', 'response', 'delta', 'error'), value),
    )
    .map(([type, fields]) => ({ ...fields, type })),
  fc
    .tuple(fc.constantFrom(...TYPES), value)
    .map(([type, session]) => ({ type, session: { turn_detection: session } })),
);

const part = { response_id: 'r', item_id: 'i', output_index: 0, content_index: 0 };

describe.each([
  ['ga', 'response.output_audio.delta'],
  ['beta', 'response.audio.delta'],
] as const)('the %s codec', (name, audioDelta) => {
  it('MC-8: survives any frame, and understands the next good one', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 20 }), (frames) => {
        const codec = createCodec(name);
        for (const content of frames) codec.decode(JSON.stringify(content));
        const decoded = codec.decode(JSON.stringify({ type: audioDelta, ...part, delta: base64Of(ramp(4)) }));
        expect(decoded).toMatchObject({ ok: true, events: [{ type: 'audio', itemId: 'i' }] });
      }),
      { numRuns: 500 },
    );
  });

  it('MC-8: says what it could not read, and shows what it does not know as it came', () => {
    const codec = createCodec(name);
    expect(codec.decode('{')).toEqual({ ok: false, problem: 'The frame is not JSON.' });
    expect(codec.decode(`{"type":"${audioDelta}"}`)).toMatchObject({ ok: false });
    const vendor = { type: 'vendor.event', more: { a: 1 } };
    expect(codec.decode(JSON.stringify(vendor))).toMatchObject({ ok: true, raw: vendor, events: [] });
  });
});

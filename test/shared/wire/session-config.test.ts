import { describe, expect, test } from 'vitest';
import { DEFAULT_SESSION, mergeSession } from '#shared/wire/session-config.ts';
import { DEFAULT_SERVER_VAD } from '#shared/wire/turn-detection.ts';

describe('merging a session.update', () => {
  test('changes nothing for a patch without fields', () => {
    expect(mergeSession(DEFAULT_SESSION, { type: 'realtime' })).toEqual(DEFAULT_SESSION);
  });

  test('merges nested objects field by field', () => {
    const once = mergeSession(DEFAULT_SESSION, {
      type: 'realtime',
      audio: { input: { transcription: { model: 'm', language: 'en' } }, output: { speed: 1.5 } },
    });
    const twice = mergeSession(once, {
      type: 'realtime',
      audio: { input: { transcription: { language: 'fr' } }, output: { voice: 'slt' } },
    });
    expect(twice.audio.input.transcription).toEqual({ model: 'm', language: 'fr' });
    expect(twice.audio.output).toMatchObject({ voice: 'slt', speed: 1.5 });
  });

  test('replaces turn detection whole and fills in the defaults of its type', () => {
    const strict = mergeSession(DEFAULT_SESSION, {
      type: 'realtime',
      audio: { input: { turn_detection: { type: 'server_vad', threshold: 0.9, create_response: false } } },
    });
    expect(strict.audio.input.turn_detection).toEqual({
      ...DEFAULT_SERVER_VAD,
      threshold: 0.9,
      create_response: false,
    });
    const semantic = mergeSession(strict, {
      type: 'realtime',
      audio: { input: { turn_detection: { type: 'semantic_vad' } } },
    });
    expect(semantic.audio.input.turn_detection).toEqual({
      type: 'semantic_vad',
      eagerness: 'auto',
      create_response: true,
      interrupt_response: true,
    });
  });

  test('switches sections off with null and clears with empty values', () => {
    const on = mergeSession(DEFAULT_SESSION, {
      type: 'realtime',
      instructions: 'Be brief.',
      tools: [{ type: 'function', name: 'get_time' }],
      audio: { input: { transcription: { model: 'm' }, noise_reduction: { type: 'near_field' } } },
    });
    const off = mergeSession(on, {
      type: 'realtime',
      instructions: '',
      tools: [],
      audio: { input: { transcription: null, noise_reduction: null, turn_detection: null } },
    });
    expect(off).toMatchObject({ instructions: '', tools: [] });
    expect(off.audio.input).toMatchObject({
      transcription: null,
      noise_reduction: null,
      turn_detection: null,
    });
  });

  test('replaces formats whole, so that no rate of the old one stays behind', () => {
    const phone = mergeSession(DEFAULT_SESSION, {
      type: 'realtime',
      audio: { input: { format: { type: 'audio/pcmu' } }, output: { format: { type: 'audio/pcma' } } },
    });
    expect(phone.audio.input.format).toEqual({ type: 'audio/pcmu' });
    expect(phone.audio.output.format).toEqual({ type: 'audio/pcma' });
  });

  test('leaves the session it was given as it is', () => {
    const before = structuredClone(DEFAULT_SESSION);
    mergeSession(DEFAULT_SESSION, { type: 'realtime', audio: { output: { speed: 0.5 } }, tools: [] });
    expect(DEFAULT_SESSION).toEqual(before);
  });
});

import { describe, expect, it } from 'vitest';
import { RealtimeAgent, RealtimeRunner, type RealtimeSessionSettingsInput } from '#realtime/index.ts';
import { ScriptedModel } from '#realtime/testing/scripted-model.ts';

/** Runs a session with these settings against a model that takes no call at all: a refusal comes before any connection. */
async function refusalOf(settings: unknown): Promise<unknown> {
  const runner = new RealtimeRunner({
    startingAgent: new RealtimeAgent({ name: 'A' }),
    model: new ScriptedModel(),
  });
  const initialModelSettings = settings as RealtimeSessionSettingsInput;
  return runner.run({ modelConfig: { initialModelSettings } }).catch((error: unknown) => error);
}

/** What a session with these settings tells its model first. */
async function configured(...layers: readonly RealtimeSessionSettingsInput[]): Promise<object> {
  const [modelSettings = {}, initialModelSettings = {}, patch] = layers;
  const model = new ScriptedModel().expectStart();
  const runner = new RealtimeRunner({
    startingAgent: new RealtimeAgent({ name: 'A' }),
    model,
    config: { modelSettings },
  });
  await using session = await runner.run({ modelConfig: { initialModelSettings } });
  if (patch !== undefined) {
    model.expect({ type: 'configure' }, [
      { type: 'settings_applied', effective: { interruptResponse: true } },
    ]);
    await session.updateSession(patch);
  }
  const last = model.calls.findLast((call) => call.type === 'configure');
  return last?.type === 'configure' ? last.settings : {};
}

const vad = (fields: object): object => ({ turnDetection: { type: 'server_vad', ...fields } });

describe('a setting that is wrong', () => {
  it.each<[field: string, settings: object, range: string]>([
    ['modelName', { modelName: '' }, 'must be a text that is not empty'],
    ['instructions', { instructions: 7 }, 'must be a text'],
    ['outputModalities.0', { outputModalities: ['video'] }, 'must be one of text, audio'],
    ['modalities', { modalities: [] }, 'must name "text" or "audio"'],
    ['voice', { voice: 7 }, 'must be a name or {id}'],
    ['voice', { voice: 'none', outputModalities: ['audio'] }, 'must be a voice when the answers are audio'],
    ['voice', { voice: 'none', modalities: ['audio'] }, 'must be a voice when the answers are audio'],
    ['speed', { speed: 2 }, 'must be a number between 0.25 and 1.5'],
    ['speed', { speed: Number.NaN }, 'must be a number between 0.25 and 1.5'],
    ['maxOutputTokens', { maxOutputTokens: 4097 }, 'must be a whole number between 1 and 4096, or "inf"'],
    ['maxOutputTokens', { maxOutputTokens: 1.5 }, 'must be a whole number between 1 and 4096, or "inf"'],
    ['inputAudioFormat', { inputAudioFormat: 'mp3' }, 'must be one of pcm16, g711_ulaw, g711_alaw'],
    ['outputAudioFormat', { outputAudioFormat: 16_000 }, 'must be one of pcm16, g711_ulaw, g711_alaw'],
    ['outputAudioFormat.rate', { outputAudioFormat: { type: 'audio/pcm', rate: 8_000 } }, 'must be 24000'],
    ['inputAudioTranscription', { inputAudioTranscription: 'whisper-1' }, 'must be an object, or null'],
    ['inputAudioTranscription.languages', { inputAudioTranscription: { languages: [] } }, 'at least one'],
    ['inputAudioTranscription.langauge', { inputAudioTranscription: { langauge: 'de' } }, 'is not a setting'],
    ['inputAudioTranscription.delay', { inputAudioTranscription: { delay: 'none' } }, 'minimal, low, medium'],
    ['inputAudioNoiseReduction.type', { inputAudioNoiseReduction: { type: 'far' } }, 'near_field, far_field'],
    [
      'inputAudioNoiseReduction.strength',
      { inputAudioNoiseReduction: { type: 'near_field', strength: 2 } },
      'must be a number between 0 and 1',
    ],
    ['turnDetection.type', { turnDetection: {} }, 'must be one of server_vad, semantic_vad'],
    ['turnDetection', { turnDetection: 'off' }, 'must be an object, or null for push-to-talk'],
    ['turnDetection.threshold', vad({ threshold: 1.1 }), 'must be a number between 0 and 1'],
    ['turnDetection.prefixPaddingMs', vad({ prefixPaddingMs: -1 }), 'a whole number between 0 and 10000'],
    ['turnDetection.silenceDurationMs', vad({ silenceDurationMs: 0.5 }), 'between 0 and 60000'],
    ['turnDetection.idleTimeoutMs', vad({ idleTimeoutMs: 4_999 }), 'a whole number between 5000 and 30000'],
    ['turnDetection.createResponse', vad({ createResponse: 'no' }), 'must be true or false'],
    ['turnDetection.interruptResponse', vad({ interruptResponse: 1 }), 'must be true or false'],
    ['turnDetection.eagerness', vad({ eagerness: 'low' }), 'is known to semantic_vad only'],
    [
      'turnDetection.threshold',
      { turnDetection: { type: 'semantic_vad', threshold: 0.5 } },
      'is known to server_vad only',
    ],
    ['toolChoice', { toolChoice: 'always' }, 'must be "auto", "none", "required", {type: "function", name}'],
    ['toolChoice.name', { toolChoice: { type: 'function', name: '' } }, 'must be a text that is not empty'],
    ['parallelToolCalls', { parallelToolCalls: 'yes' }, 'must be true or false'],
    [
      'reasoning.effort',
      { reasoning: { effort: 'max' } },
      'must be one of minimal, low, medium, high, xhigh',
    ],
    ['tracing', { tracing: 'off' }, 'must be "auto", an object, or null for none'],
    ['tracing.workflowName', { tracing: { workflowName: 3 } }, 'must be a text'],
    ['truncation', { truncation: 'sometimes' }, 'must be "auto", "disabled", or an object'],
    ['truncation.retentionRatio', { truncation: { retentionRatio: 2 } }, 'between 0 and 1'],
    [
      'truncation.tokenLimits.postInstructions',
      { truncation: { retentionRatio: 0.5, tokenLimits: { postInstructions: -1 } } },
      'a whole number between 0 and 10000000',
    ],
    ['include', { include: 'logprobs' }, 'must be a list of texts'],
    ['providerData', { providerData: [] }, 'must be an object'],
    ['spede', { spede: 1 }, 'is not a setting'],
  ])('MC-5: %s is refused by name, with its range, before any connection', async (field, settings, range) => {
    const refusal = await refusalOf(settings);
    expect(refusal).toMatchObject({ reason: 'invalid_input', field });
    expect((refusal as Error).message).toContain(`Session setting ${field}: `);
    expect((refusal as Error).message).toContain(range);
  });
});

describe('settings in several forms', () => {
  it.each<[RealtimeSessionSettingsInput, string]>([
    [{ modalities: ['text', 'audio'] }, 'audio'],
    [{ modalities: ['text'] }, 'text'],
    [{ outputModalities: ['audio', 'text'] }, 'audio'],
    [{ modalities: ['text'], outputModalities: ['audio'] }, 'audio'],
  ])('MC-4: %j is one kind of answer, as servers take exactly one', async (settings, modality) => {
    expect(await configured(settings)).toMatchObject({ outputModalities: [modality] });
  });

  it('MC-7: no voice is text only, whatever the runner had', async () => {
    const settings = await configured({ voice: 'ash', outputModalities: ['audio'] }, { voice: 'none' });
    expect(settings).toMatchObject({ outputModalities: ['text'] });
    expect(settings).not.toMatchObject({ voice: 'none' });
  });

  it.each<[RealtimeSessionSettingsInput['inputAudioFormat'], string]>([
    ['g711_ulaw', 'g711_ulaw'],
    [{ type: 'audio/pcm' }, 'pcm16'],
    [{ type: 'audio/pcm', rate: 24_000 }, 'pcm16'],
    [{ type: 'audio/pcmu', rate: 8_000 }, 'g711_ulaw'],
    [{ type: 'audio/pcma' }, 'g711_alaw'],
  ])('MC-4: the audio format %j', async (inputAudioFormat, format) => {
    expect(await configured({ inputAudioFormat })).toMatchObject({ inputAudioFormat: format });
  });
});

describe('layers of settings', () => {
  it('MC-3: merge field by field, level by level; lists and null replace', async () => {
    const settings = await configured(
      {
        inputAudioTranscription: { language: 'de', keywords: ['Hark'] },
        inputAudioNoiseReduction: { type: 'near_field' },
        turnDetection: { type: 'semantic_vad', eagerness: 'low', createResponse: false },
        providerData: { hark: { a: 1, b: { c: 2 } } },
        include: ['x'],
      },
      {
        inputAudioTranscription: { keywords: ['Sonnen'] },
        inputAudioNoiseReduction: null,
        turnDetection: { type: 'semantic_vad', createResponse: true },
        providerData: { hark: { b: { d: 3 } } },
      },
    );
    expect(settings).toMatchObject({
      inputAudioTranscription: { model: 'gpt-transcribe', language: 'de', keywords: ['Sonnen'] },
      inputAudioNoiseReduction: null,
      turnDetection: {
        type: 'semantic_vad',
        interruptResponse: true,
        eagerness: 'low',
        createResponse: true,
      },
      providerData: { hark: { a: 1, b: { c: 2, d: 3 } } },
      include: ['x'],
    });
  });

  it('MC-3: another kind of turn detection starts afresh, as its fields mean nothing to the first', async () => {
    expect(await configured({}, vad({ threshold: 0.3 }))).toMatchObject({
      turnDetection: { type: 'server_vad', threshold: 0.3 },
    });
    expect(await configured({}, vad({}))).not.toMatchObject({ turnDetection: { interruptResponse: true } });
  });

  it('RS-8: a live change tells only the sections it changed', async () => {
    expect(
      await configured({}, {}, { speed: 1.2, inputAudioFormat: 'pcm16', inputAudioTranscription: null }),
    ).toEqual({ speed: 1.2, inputAudioTranscription: null });
  });
});

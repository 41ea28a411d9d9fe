import { describe, expect, it } from 'vitest';
import { RealtimeAgent, RealtimeRunner } from '#realtime/index.ts';
import { startScriptedServer } from '../../support/scripted-server.ts';
import { connectSession } from '../support/connected-session.ts';
import {
  answer,
  responseCreated,
  responseDone,
  serverError,
  sessionUpdated,
} from '../support/wire-script.ts';

describe('session settings', () => {
  it('MC-6: the first update carries the defaults, transcription of the user included', async () => {
    const { firstUpdate, peer } = await connectSession();
    expect(firstUpdate).toEqual({
      type: 'realtime',
      output_modalities: ['audio'],
      instructions: 'Be brief.',
      audio: {
        input: {
          format: { type: 'audio/pcm', rate: 24_000 },
          transcription: { model: 'gpt-transcribe' },
          turn_detection: { type: 'semantic_vad', interrupt_response: true },
        },
        output: { format: { type: 'audio/pcm', rate: 24_000 } },
      },
      tools: [],
    });
    expect(peer.request.url).toBe('/v1/realtime?model=gpt-realtime-2.1');
  });

  it('MC-4: every setting has its place on the wire', async () => {
    const { firstUpdate, peer } = await connectSession({
      config: {
        modelSettings: {
          outputModalities: ['text'],
          voice: { id: 'voice_1' },
          speed: 1.25,
          maxOutputTokens: 500,
          inputAudioFormat: { type: 'audio/pcmu' },
          outputAudioFormat: 'g711_alaw',
          inputAudioTranscription: {
            model: 'gpt-live-transcribe',
            languages: ['de', 'en'],
            keywords: ['Hark'],
          },
          inputAudioNoiseReduction: { type: 'near_field' },
          turnDetection: {
            type: 'server_vad',
            threshold: 0.4,
            prefixPaddingMs: 200,
            silenceDurationMs: 300,
            createResponse: false,
            interruptResponse: false,
            idleTimeoutMs: 6_000,
            vendor_key: 'kept',
          },
          toolChoice: { type: 'function', name: 'f' },
          parallelToolCalls: false,
          reasoning: { effort: 'low' },
          tracing: { workflowName: 'w', groupId: 'g', metadata: { a: 1 } },
          truncation: { retentionRatio: 0.8, tokenLimits: { postInstructions: 1_000 } },
          include: ['item.input_audio_transcription.logprobs'],
          providerData: { hark: { debug: true } },
        },
      },
    });
    expect(firstUpdate).toMatchObject({
      output_modalities: ['text'],
      max_output_tokens: 500,
      audio: {
        input: {
          format: { type: 'audio/pcmu' },
          transcription: { model: 'gpt-live-transcribe', languages: ['de', 'en'], keywords: ['Hark'] },
          noise_reduction: { type: 'near_field' },
          turn_detection: {
            type: 'server_vad',
            threshold: 0.4,
            prefix_padding_ms: 200,
            silence_duration_ms: 300,
            create_response: false,
            interrupt_response: false,
            idle_timeout_ms: 6_000,
            vendor_key: 'kept',
          },
        },
        output: { format: { type: 'audio/pcma' }, voice: { id: 'voice_1' }, speed: 1.25 },
      },
      tool_choice: { type: 'function', name: 'f' },
      parallel_tool_calls: false,
      reasoning: { effort: 'low' },
      tracing: { workflow_name: 'w', group_id: 'g', metadata: { a: 1 } },
      truncation: {
        type: 'retention_ratio',
        retention_ratio: 0.8,
        token_limits: { post_instructions: 1_000 },
      },
      include: ['item.input_audio_transcription.logprobs'],
      hark: { debug: true },
    });
    expect(peer.violations).toEqual([]);
  });

  it('MC-3: what the run asks for wins over the agent, the agent over the runner', async () => {
    const server = await startScriptedServer();
    const runner = new RealtimeRunner({
      startingAgent: new RealtimeAgent({ name: 'A', instructions: 'agent', voice: 'ash' }),
      config: { modelSettings: { instructions: 'runner', voice: 'cedar', speed: 1.1, maxOutputTokens: 10 } },
    });
    const session = runner.createSession({
      modelConfig: { url: server.url, initialModelSettings: { voice: 'marin', speed: 1.2 } },
    });
    const connected = session.connect();
    const peer = await server.connection();
    const { session: update } = await peer.next('session.update');
    peer.send(sessionUpdated(update));
    await connected;
    expect(update).toMatchObject({
      instructions: 'agent',
      max_output_tokens: 10,
      audio: { output: { voice: 'marin', speed: 1.2 } },
    });
    await session.close();
    await server.close();
  });

  it.each([
    ['turnDetection.threshold', { turnDetection: { type: 'server_vad', threshold: 3 } }, /between 0 and 1/],
    ['speed', { speed: 9 }, /between 0.25 and 1.5/],
    [
      'turnDetection.idleTimeoutMs',
      { turnDetection: { type: 'server_vad', idleTimeoutMs: 1 } },
      /5000 and 30000/,
    ],
    ['maxOutputTokens', { maxOutputTokens: 0 }, /between 1 and 4096/],
    ['spede', { spede: 1 }, /spede/],
  ])('MC-5: a wrong %s is refused by name, with its range', async (field, patch, message) => {
    const { session } = await connectSession();
    const refused = session.updateSession(patch as Parameters<typeof session.updateSession>[0]);
    await expect(refused).rejects.toMatchObject({ reason: 'invalid_input', field });
    await expect(refused).rejects.toThrow(message);
  });

  it('RS-8: a live change sends only what differs, merged into what is in force', async () => {
    const { session, peer } = await connectSession();
    const changed = session.updateSession({
      instructions: 'Be brief.',
      inputAudioTranscription: { language: 'de' },
      turnDetection: { type: 'semantic_vad', eagerness: 'high' },
    });
    const { session: update } = await peer.next('session.update');
    expect(update).toEqual({
      type: 'realtime',
      audio: {
        input: {
          transcription: { model: 'gpt-transcribe', language: 'de' },
          turn_detection: { type: 'semantic_vad', interrupt_response: true, eagerness: 'high' },
        },
      },
    });
    peer.send(sessionUpdated(update));
    await changed;
    await session.updateSession({ speed: session.settings.speed });
    await peer.settled();
    expect(peer.received.filter((event) => event.type === 'session.update')).toHaveLength(2);
  });

  it('RS-8: a refused change is taken back, told to the caller, and later changes still go out', async () => {
    const { session, peer, of } = await connectSession();
    const bad = session.updateSession({ voice: 'nobody' });
    const good = session.updateSession({ speed: 1.5 });
    const { event_id } = await peer.next('session.update');
    peer.send(serverError('invalid_value', { event_id, param: 'session.audio.output.voice' }));
    await expect(bad).rejects.toMatchObject({ field: 'session.audio.output.voice' });
    const next = await peer.next('session.update');
    expect(next.session).toEqual({ type: 'realtime', audio: { output: { speed: 1.5 } } });
    peer.send(sessionUpdated(next.session));
    await good;
    expect(session.settings.voice).toBeUndefined();
    expect(of('error')).toEqual([]);
  });

  it('RS-8: another speed waits for the end of the answer and goes out before the next one; the rest does not wait', async () => {
    const { session, peer, play } = await connectSession();
    await play(responseCreated('resp_1'));
    const faster = session.updateSession({ speed: 1.5 });
    const briefer = session.updateSession({ instructions: 'Be briefer.', speed: 1.25 });
    const choosier = session.updateSession({ toolChoice: 'none' });
    session.sendMessage('Go on');
    for (const rest of [{ instructions: 'Be briefer.' }, { tool_choice: 'none' }]) {
      const { session: update } = await peer.next('session.update');
      expect(update).toEqual({ type: 'realtime', ...rest });
      await play(sessionUpdated(update));
    }
    await choosier;

    await play(responseDone('resp_1'));
    expect(peer.received.slice(-2)).toMatchObject([
      { type: 'session.update', session: { audio: { output: { speed: 1.25 } } } },
      { type: 'response.create' },
    ]);
    await play(sessionUpdated({}));
    await Promise.all([faster, briefer]);
  });

  it('RS-8: a change the server never confirms fails after 10 s', async () => {
    const { session, pass } = await connectSession();
    const changed = session.updateSession({ speed: 1.5 });
    const failed = expect(changed).rejects.toMatchObject({ reason: 'timeout' });
    await pass(10_000);
    await failed;
  });

  it('AG-3: the voice is fixed once the assistant has spoken, the model and tracing from the start', async () => {
    const { session, peer, play, of } = await connectSession();
    await play(...answer({ responseId: 'resp_1', itemId: 'item_A1', text: 'Hi.', audioMs: 20 }));
    await session.updateSession({ voice: 'ash' });
    await session.updateSession({ voice: 'cedar' });
    await peer.settled();
    expect(peer.received.filter((event) => event.type === 'session.update')).toHaveLength(1);
    expect(of('error')).toMatchObject([{ error: { field: 'voice' } }]);
    await expect(session.updateSession({ modelName: 'other' })).rejects.toMatchObject({ field: 'modelName' });
    await expect(session.updateSession({ tracing: 'auto' })).rejects.toMatchObject({ field: 'tracing' });
  });

  it('TR-1: tracing is told once, and switched off explicitly', async () => {
    const on = await connectSession({ config: { modelSettings: { tracing: 'auto' } } });
    expect(on.firstUpdate).toMatchObject({ tracing: 'auto' });
    const off = await connectSession({
      config: { modelSettings: { tracing: 'auto' }, tracingDisabled: true },
    });
    expect(off.firstUpdate).toMatchObject({ tracing: null });
  });

  it('MC-4: what a vendor adds goes beside what we know, in every section', async () => {
    const { firstUpdate } = await connectSession({
      config: {
        modelSettings: {
          voice: 'ash',
          turnDetection: { type: 'server_vad', silence_duration_ms: 250, vendor: { mode: 'near' } },
          providerData: { audio: { output: { model: 'tts-2' } }, temperature: 0.7 },
        },
      },
    });
    expect(firstUpdate).toMatchObject({
      temperature: 0.7,
      audio: {
        input: {
          format: { type: 'audio/pcm', rate: 24_000 },
          turn_detection: { type: 'server_vad', silence_duration_ms: 250, vendor: { mode: 'near' } },
        },
        output: { voice: 'ash', model: 'tts-2' },
      },
    });
  });
});

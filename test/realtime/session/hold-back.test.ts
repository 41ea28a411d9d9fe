import { describe, expect, it } from 'vitest';
import { type GuardrailVerdict, outputGuardrail, RealtimeAgent } from '#realtime/index.ts';
import type { ScriptedPeer } from '../../support/scripted-server.ts';
import { type ConnectedSession, connectSession } from '../support/connected-session.ts';
import {
  answer,
  answerEnd,
  audioDelta,
  ramp,
  responseCreated,
  responseDone,
  speechStarted,
  transcriptDelta,
} from '../support/wire-script.ts';

const at = { responseId: 'resp_1', itemId: 'item_A1' };
const ENOUGH = 'x'.repeat(60);

type Checking = ConnectedSession & {
  /** Answers the oldest check that waits. */
  decide(verdict: GuardrailVerdict | Error, peer?: ScriptedPeer): Promise<void>;
  readonly audioMs: () => number;
};

/** A session that holds audio back, with a guardrail whose verdicts are the test's. */
async function connectHolding(): Promise<Checking> {
  const waiting: PromiseWithResolvers<GuardrailVerdict>[] = [];
  const judge = outputGuardrail({
    name: 'judge',
    check: () => {
      const verdict = Promise.withResolvers<GuardrailVerdict>();
      waiting.push(verdict);
      return verdict.promise;
    },
  });
  const connected = await connectSession({
    config: { outputGuardrails: [judge], guardrailSettings: { holdAudio: true, debounceTextLength: 50 } },
  });
  return {
    ...connected,
    async decide(verdict, peer = connected.peer) {
      const check = waiting.shift();
      if (verdict instanceof Error) check?.reject(verdict);
      else check?.resolve(verdict);
      await peer.settled();
    },
    audioMs: () => connected.of('audio').reduce((sum, { samples }) => sum + samples.length / 24, 0),
  };
}

describe('audio that is held back', () => {
  it('GR-4: is released when the words it goes with have passed, in order, and no sooner', async () => {
    const { play, decide, audioMs, of } = await connectHolding();
    await play(
      responseCreated('resp_1'),
      transcriptDelta(at, ENOUGH),
      audioDelta(at, ramp(480)),
      audioDelta(at, ramp(480, 480)),
      transcriptDelta(at, ENOUGH),
      audioDelta(at, ramp(480, 960)),
    );
    expect(audioMs()).toBe(0);
    await decide({ tripped: false });
    expect(audioMs()).toBe(40);
    await decide({ tripped: false });
    expect(of('audio').flatMap(({ samples }) => [...samples])).toEqual([...ramp(1_440)]);

    await play(...answerEnd({ ...at, text: ENOUGH + ENOUGH, audioMs: 60 }));
    expect(of('audio_end')).toHaveLength(1);
  });

  it('GR-4: a short answer waits for the check of its end', async () => {
    const { play, decide, audioMs, of } = await connectHolding();
    await play(...answer({ ...at, text: 'Hi.', audioMs: 20 }));
    expect(of('audio_end')).toEqual([]);
    await decide({ tripped: false });
    expect(audioMs()).toBe(20);
    expect(of('audio_end')).toHaveLength(1);
  });

  it('GR-4: sound that comes before its words waits for them', async () => {
    const { play, decide, audioMs } = await connectHolding();
    await play(responseCreated('resp_1'), audioDelta(at, ramp(480)), transcriptDelta(at, ENOUGH));
    expect(audioMs()).toBe(0);
    await decide({ tripped: false });
    expect(audioMs()).toBe(20);
  });

  it('GR-4: nothing of what trips is ever heard, and nobody hears the rest', async () => {
    const { play, decide, audioMs, of, peer } = await connectHolding();
    await play(responseCreated('resp_1'), transcriptDelta(at, ENOUGH), audioDelta(at, ramp(480)));
    await decide({ tripped: true });
    await play(audioDelta(at, ramp(480)), ...answerEnd({ ...at, text: ENOUGH, audioMs: 40 }, 'cancelled'));
    expect(audioMs()).toBe(0);
    expect(of('audio_end')).toEqual([]);
    expect(await peer.next('response.cancel')).toMatchObject({ response_id: 'resp_1' });
  });

  it('GR-4: what could not be checked is not played: the answer stops, and that is told', async () => {
    const { session, play, decide, audioMs, of, peer } = await connectHolding();
    await play(
      responseCreated('resp_1'),
      transcriptDelta(at, ENOUGH),
      audioDelta(at, ramp(2_400)),
      transcriptDelta(at, 'and more'),
      audioDelta(at, ramp(2_400)),
    );
    await decide({ tripped: false });
    session.playback.report({ itemId: 'item_A1', playedSamples: 1_200 });
    await play(...answerEnd({ ...at, text: `${ENOUGH}and more`, audioMs: 200 }));
    await decide(new Error('checker is down'));
    expect(audioMs()).toBe(100);
    expect(of('error').map(({ error }) => error.message)).toEqual([
      expect.stringContaining('"judge" failed'),
      expect.stringContaining('could not be checked'),
    ]);
    expect(of('audio_interrupted')).toHaveLength(1);
    expect(await peer.next('conversation.item.truncate')).toMatchObject({ audio_end_ms: 50 });
  });

  it('GR-4: a later check of a longer text makes up for one that failed', async () => {
    const { play, decide, audioMs } = await connectHolding();
    await play(responseCreated('resp_1'), transcriptDelta(at, ENOUGH), audioDelta(at, ramp(480)));
    await decide(new Error('hiccup'));
    expect(audioMs()).toBe(0);
    await play(transcriptDelta(at, ENOUGH));
    await decide({ tripped: false });
    expect(audioMs()).toBe(20);
  });

  it('GR-4: sound in crumbs of less than a millisecond waits like any other', async () => {
    const { play, decide, audioMs } = await connectHolding();
    const crumbs = Array.from({ length: 24 }, () => audioDelta(at, ramp(20)));
    await play(responseCreated('resp_1'), transcriptDelta(at, ENOUGH), ...crumbs);
    expect(audioMs()).toBe(0);
    await decide({ tripped: false });
    expect(audioMs()).toBe(20);
  });

  it('GR-4: an answer that the server forgot to end does not keep the next one from being heard', async () => {
    const { play, decide, audioMs } = await connectHolding();
    await play(responseCreated('resp_0'), audioDelta({ responseId: 'resp_0', itemId: 'item_A0' }, ramp(480)));
    await play(...answer({ ...at, text: 'Hi.', audioMs: 20 }));
    await decide({ tripped: false });
    expect(audioMs()).toBe(20);
  });

  it('GR-4: sound of an answer that never began keeps nobody from being heard', async () => {
    const { play, decide, audioMs } = await connectHolding();
    await play(responseCreated('resp_1'), audioDelta({ responseId: 'resp_0', itemId: 'item_A0' }, ramp(480)));
    await play(transcriptDelta(at, ENOUGH), audioDelta(at, ramp(480)));
    await decide({ tripped: false });
    expect(audioMs()).toBe(20);
  });

  it('GR-4: an answer without any words is not played', async () => {
    const { play, of } = await connectHolding();
    await play(responseCreated('resp_1'), audioDelta(at, ramp(480)), responseDone('resp_1'));
    expect(of('audio')).toEqual([]);
    expect(of('error')).toMatchObject([{ error: { message: expect.stringContaining('not be checked') } }]);
  });

  it('GR-4: an interruption drops what waits', async () => {
    const { play, decide, of, peer } = await connectHolding();
    await play(...answer({ ...at, text: 'Hello there.', audioMs: 20 }), speechStarted('item_U1'));
    await decide({ tripped: false });
    expect(of('audio')).toEqual([]);
    expect(of('error')).toEqual([]);
    expect(peer.violations).toEqual([]);
  });

  it('GR-4: at most a minute waits; an answer that would need more is stopped', async () => {
    const { play, of, peer } = await connectHolding();
    await play(responseCreated('resp_1'), transcriptDelta(at, ENOUGH));
    for (let second = 0; second < 61; second += 1) await play(audioDelta(at, ramp(24_000)));
    expect(of('audio')).toEqual([]);
    expect(await peer.next('response.cancel')).toMatchObject({ response_id: 'resp_1' });
    expect(of('error')).toHaveLength(1);
  });

  it('GR-4: what waits when the connection is lost does not hold up the next answer', async () => {
    const { session, play, decide, of, peer, reconnected } = await connectHolding();
    await play(responseCreated('resp_1'), transcriptDelta(at, 'Hello'), audioDelta(at, ramp(480)));
    peer.drop();
    const next = await reconnected();
    await decide(new Error('checker is down'), next);
    const again = { responseId: 'resp_2', itemId: 'item_A2', text: 'Hello again.', audioMs: 20 };
    next.send(...answer(again));
    await next.settled();
    await decide({ tripped: false }, next);
    expect(of('audio')).toMatchObject([{ itemId: 'item_A2' }]);
    expect(session.connection.state).toBe('connected');
  });

  it('GR-4: without guardrails nothing is held back, nor without being asked to', async () => {
    const unguarded = await connectSession({ config: { guardrailSettings: { holdAudio: true } } });
    const unasked = await connectSession({
      agent: new RealtimeAgent({
        name: 'Tester',
        outputGuardrails: [outputGuardrail({ name: 'hanging', check: () => new Promise<never>(() => {}) })],
      }),
    });
    for (const { play, of } of [unguarded, unasked]) {
      await play(...answer({ ...at, text: 'Hi.', audioMs: 20 }));
      expect(of('audio')).toHaveLength(1);
      expect(of('audio_end')).toHaveLength(1);
    }
  });
});

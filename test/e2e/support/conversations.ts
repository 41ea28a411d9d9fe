import { afterEach, describe, expect, test } from 'vitest';
import { heardOn, playedPrefix } from './loudspeaker.ts';
import type { Part } from './recording.ts';
import type { Stage, StartStage } from './stage.ts';
import { type TalkView, talkViewOf } from './talk-view.ts';

const SAMPLES_PER_MS = 24;
/** A cut fades for 1 ms, which counts as played but is not what was sent. */
const FADE_SAMPLES = 24;

/** What Hark does for a person, the same on every host with a window. */
export function describeConversations(host: string, start: StartStage): void {
  let stage: Stage | undefined;
  const begin = async (recording: readonly Part[]): Promise<{ stage: Stage; view: TalkView }> => {
    stage = await start(recording);
    const view = talkViewOf(stage);
    await view.untilState('Ready');
    return { stage, view };
  };
  afterEach(async () => {
    await stage?.close();
    stage = undefined;
  });

  describe(`Hark in ${host}`, () => {
    test('answers a spoken question with a tool, and plays exactly what the engine sent', async () => {
      const { stage, view } = await begin([{ pauseMs: 500 }, { say: 'what time is it' }, { pauseMs: 400 }]);
      await view.holdWhileSpeaking();
      await view.untilLine('user', /^what time is it/);
      const answer = await view.untilLine('assistant', /^It is \d/);
      await view.untilTool(/clock/i, 'done');
      await view.untilState('Ready');

      const { witness, audioPage } = stage;
      const [call] = witness.of('response.function_call_arguments.done');
      expect(call?.event.name).toBe('get_current_time');
      const spoken = witness.of('response.output_audio_transcript.done').map(({ event }) => event.transcript);
      expect(spoken).toContain(answer);
      const [sent = new Int16Array()] = [...witness.audioByItem().values()].slice(-1);
      expect(sent.length).toBeGreaterThan(1000 * SAMPLES_PER_MS);
      await expect
        .poll(async () => playedPrefix(await heardOn(audioPage), sent), { timeout: 5000 })
        .toBe(sent.length);
      expect(witness.of('error')).toEqual([]);
    });

    test('stops its answer when the key goes down, and tells the engine what was heard', async () => {
      const { stage, view } = await begin([{ pauseMs: 3000 }]);
      await view.type('what can you do');
      await view.untilState('Speaking');
      await stage.window.waitForTimeout(1200);
      await view.hold();
      await view.untilState('Listening');
      await expectHonestTruncation(stage);
      await view.release();
    });

    test('stops its answer when it is spoken to, and answers what was said instead', async () => {
      const { stage, view } = await begin([
        { pauseMs: 800 },
        { say: 'what can you do' },
        { pauseMs: 4500 },
        { say: 'what time is it' },
        { pauseMs: 20_000 },
      ]);
      await view.switchHandsFree();
      await view.untilLine('user', /what can you do/);
      await view.untilLine('assistant', /^It is \d/);
      await expectHonestTruncation(stage);
    });

    test('sets a timer by voice, shows it, and rings', async () => {
      const { stage, view } = await begin([
        { pauseMs: 500 },
        { say: 'set a timer for five seconds' },
        { pauseMs: 400 },
      ]);
      await view.holdWhileSpeaking();
      await expect.poll(() => view.timers.isVisible(), { timeout: 30_000 }).toBe(true);
      const [call] = stage.witness.of('response.function_call_arguments.done');
      expect(JSON.parse(String(call?.event.arguments))).toMatchObject({ seconds: 5 });
      await expect.poll(() => view.timers.innerText(), { timeout: 15_000 }).toContain('Time is up');
      await view.timers.getByRole('button', { name: /Stop/ }).click();
      await expect.poll(() => view.timers.isVisible()).toBe(false);
    });

    test('asks before it opens something: a no is kept to, a yes is carried out', async () => {
      const { stage, view } = await begin([{ pauseMs: 1000 }]);
      await view.type('open example.com');
      await expect.poll(() => view.dialog.isVisible(), { timeout: 30_000 }).toBe(true);
      expect(await view.dialog.innerText()).toContain('example.com');
      await stage.window.keyboard.press('n');
      await view.untilTool(/open/i, 'denied');
      expect(await stage.opened()).toEqual([]);

      await view.untilState('Ready');
      await view.type('open example.com');
      await expect.poll(() => view.dialog.isVisible(), { timeout: 30_000 }).toBe(true);
      await view.dialog.getByRole('button', { name: /Yes/ }).click();
      await view.untilTool(/open/i, 'done');
      expect((await stage.opened()).join()).toContain('example.com');
    });

    test('goes on after an utterance that nobody could understand', async () => {
      const { stage, view } = await begin([
        { pauseMs: 800 },
        { garble: 'she told him that the movie was really boring' },
        { pauseMs: 9000 },
        { say: 'what time is it' },
        { pauseMs: 20_000 },
      ]);
      await view.switchHandsFree();
      await view.untilLine('assistant', /^It is \d/);
      const calls = stage.witness.of('response.function_call_arguments.done').map(({ event }) => event.name);
      expect(calls).toEqual(['get_current_time']);
    });
  });
}

/** The first truncation on the wire ends where the loudspeaker really ended. */
async function expectHonestTruncation({ witness, audioPage }: Stage): Promise<void> {
  await expect
    .poll(() => witness.of('conversation.item.truncate').length, { timeout: 20_000 })
    .toBeGreaterThan(0);
  const [truncation] = witness.of('conversation.item.truncate');
  const endMs = Number(truncation?.event.audio_end_ms);
  const sent = witness.audioByItem().get(String(truncation?.event.item_id)) ?? new Int16Array();
  expect(endMs).toBeGreaterThan(0);
  expect(endMs).toBeLessThan(sent.length / SAMPLES_PER_MS);
  // The tap hands its samples on in blocks; all of the cut item have come once later ones have.
  await audioPage.waitForTimeout(500);
  const played = playedPrefix(await heardOn(audioPage), sent) + FADE_SAMPLES;
  expect(Math.abs(endMs - played / SAMPLES_PER_MS)).toBeLessThanOrEqual(2);
}

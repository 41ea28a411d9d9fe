// Speaking over the answer: it stops where the player was, and history keeps what was heard. And how to switch that off.
import assert from 'node:assert/strict';
import { RealtimeAgent, RealtimeRunner, tool } from 'hark/realtime';
import { z } from 'zod';
import { openServer, type Server } from './support/server.ts';
import { ask, record, untilIdle } from './support/talk.ts';

const STORY = 'Once upon a time there was a hawk. It lived on a very high tower. One day it flew to the sea.';
const tellStory = tool({
  name: 'tell_story',
  description: 'Tells a story.',
  parameters: z.object({}),
  execute: () => STORY,
});
const getTime = tool({
  name: 'get_current_time',
  description: 'Tells the time.',
  parameters: z.object({}),
  execute: () => 'It is noon.',
});
const agent = new RealtimeAgent({ name: 'Narrator', tools: [tellStory, getTime] });

/** Asks for a story, lets a second of it be heard, and says something. Answers with where the story was stopped, ms. */
async function speakOverStory(server: Server, speech: Int16Array, interruptResponse: boolean) {
  const turnDetection = { type: 'server_vad', silenceDurationMs: 400, interruptResponse } as const;
  const runner = new RealtimeRunner({ startingAgent: agent, config: { modelSettings: { turnDetection } } });
  await using session = await runner.run({ modelConfig: { url: server.url, apiKey: server.apiKey } });
  let story = '';
  let stoppedMs: number | undefined;
  session.on('audio', ({ itemId }) => {
    story ||= itemId;
  });
  session.on('audio_interrupted', ({ itemId, playedMs }) => {
    if (itemId === story) stoppedMs = playedMs;
  });
  await ask(session, 'Tell a story.');

  // The audio comes faster than it plays. A player tells what was really heard: here the first second.
  session.playback.report({ itemId: story, playedSamples: 24_000 });
  session.sendAudio(speech);
  await untilIdle(session);

  const item = session.history.find(({ itemId }) => itemId === story);
  assert.ok(item?.type === 'message');
  console.log(`  the story stopped at ${stoppedMs ?? 'its end'}; kept: ${JSON.stringify(item.content)}`);
  assert.equal(item.interrupted === true, interruptResponse);
  return stoppedMs;
}

await using server = await openServer();
const speech = await record(server, 'What time is it?');
assert.equal(await speakOverStory(server, speech, true), 1_000);
assert.equal(await speakOverStory(server, speech, false), undefined);

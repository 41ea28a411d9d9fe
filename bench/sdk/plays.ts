import { setTimeout as sleep } from 'node:timers/promises';
import {
  answerEnd,
  answerStart,
  audioDelta,
  frame,
  noise,
  responseDone,
  spokenTurn,
  transcriptDelta,
  writtenItem,
} from './frames.ts';
import { createPace, pacedSpeech, pacedWork } from './paced-plays.ts';
import type { Stage } from './stage.ts';
import type { Work } from './work.ts';

/** What a client asks the server to play; the numbers a play answers are ms, one per repetition. */
export type Play =
  /** Speech in deltas of `ms`, in answers of 30 s. */
  | { readonly play: 'audio'; readonly ms: number; readonly count: number }
  /** Words of transcripts, in answers of 150. */
  | { readonly play: 'transcript'; readonly count: number }
  /** Items added to the conversation, two events each. */
  | { readonly play: 'fill'; readonly count: number }
  /** Items that come and go, three events each. */
  | { readonly play: 'items'; readonly count: number }
  /** Calls one after the other: from the call to its output. */
  | { readonly play: 'tools'; readonly count: number }
  /** From speech_started, behind `queuedMs` of audio, to the first frame of the client. */
  | { readonly play: 'interrupt'; readonly count: number; readonly queuedMs: number }
  /** Speech at the speed of sound, in deltas of `ms`. */
  | { readonly play: 'paced'; readonly ms: number; readonly count: number }
  /** Calls of the tool `work`, one each `everyMs`, while speech comes at its speed, in deltas of 20 ms. */
  | { readonly play: 'work'; readonly work: Work; readonly everyMs: number; readonly count: number }
  /** Turns of 15 s: half of it the person's, half the answer's. */
  | { readonly play: 'conversation'; readonly count: number }
  /** The number of microphone frames that have arrived. */
  | { readonly play: 'appends' };

const ANSWER_MS = 30_000;
const ANSWER_WORDS = 150;
const TEXT = 'Please move my appointment with the dentist to the week after next.';

export async function perform(stage: Stage, play: Play): Promise<readonly number[]> {
  switch (play.play) {
    case 'audio':
      await stage.flood(speech(stage, play));
      return [];
    case 'transcript':
      await stage.flood(words(stage, play.count));
      return [];
    case 'fill':
      await stage.flood(fill(stage, play.count));
      return [];
    case 'items':
      await stage.flood(comingAndGoing(stage, play.count));
      return [];
    case 'tools':
      return tools(stage, play.count);
    case 'interrupt':
      return interrupts(stage, play);
    case 'paced':
      await pacedSpeech(stage, createPace(play.ms), play);
      return [];
    case 'work':
      await pacedWork(stage, play);
      return [];
    case 'conversation':
      for (let turn = 0; turn < play.count; turn += 1) await stage.flood(turnOf(stage));
      return [];
    case 'appends':
      return [stage.appends];
  }
}

/** One spoken answer around whatever is said in it. */
function* answer(
  stage: Stage,
  said: (response: string, item: string) => Iterable<string>,
  transcript: string,
): Iterable<string> {
  const { last: previous } = stage;
  const [response, item] = [stage.newId('resp'), stage.newId('spoken')];
  yield* answerStart(response, item, previous);
  yield* said(response, item);
  yield* answerEnd({ response, item, previous, transcript });
  stage.last = item;
}

function* speech(stage: Stage, { ms, count }: { ms: number; count: number }): Iterable<string> {
  const sound = noise(ms);
  for (let left = count; left > 0; left -= ANSWER_MS / ms) {
    const deltas = Math.min(left, ANSWER_MS / ms);
    yield* answer(stage, (response, item) => repeat(audioDelta(response, item, sound), deltas), TEXT);
  }
}

function* words(stage: Stage, count: number): Iterable<string> {
  for (let left = count; left > 0; left -= ANSWER_WORDS) {
    const number = Math.min(left, ANSWER_WORDS);
    const word = ' fifteen';
    yield* answer(
      stage,
      (response, item) => repeat(transcriptDelta(response, item, word), number),
      word.repeat(number),
    );
  }
}

function* repeat(text: string, times: number): Iterable<string> {
  for (let time = 0; time < times; time += 1) yield text;
}

function* fill(stage: Stage, count: number): Iterable<string> {
  for (let item = 0; item < count; item += 1) {
    const id = stage.newId('item');
    yield* writtenItem(id, stage.last, TEXT);
    stage.last = id;
  }
}

function* comingAndGoing(stage: Stage, count: number): Iterable<string> {
  for (let item = 0; item < count; item += 1) {
    const id = stage.newId('item');
    yield* writtenItem(id, stage.last, TEXT);
    yield frame('conversation.item.deleted', { item_id: id });
  }
}

async function tools(stage: Stage, count: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let call = 0; call < count; call += 1) {
    const asked = stage.arrival('response.create');
    const answered = stage.arrival('conversation.item.create');
    const { before, from } = stage.nextToolCall('look_up', { city: 'Lisbon' });
    stage.send(...before);
    const start = performance.now();
    stage.send(...from);
    times.push((await answered) - start);
    await asked;
  }
  return times;
}

async function interrupts(
  stage: Stage,
  { count, queuedMs }: { count: number; queuedMs: number },
): Promise<readonly number[]> {
  const sound = noise(20);
  const times: number[] = [];
  for (let time = 0; time < count; time += 1) {
    const [response, item] = [stage.newId('resp'), stage.newId('spoken')];
    stage.send(...answerStart(response, item, stage.last));
    for (const delta of repeat(audioDelta(response, item, sound), 25)) stage.send(delta);
    await sleep(30);
    for (const delta of repeat(audioDelta(response, item, sound), queuedMs / 20)) stage.send(delta);
    const stopped = stage.arrival('any');
    const start = performance.now();
    stage.send(
      frame('input_audio_buffer.speech_started', { audio_start_ms: 100, item_id: stage.newId('said') }),
    );
    times.push((await stopped) - start);
    stage.send(responseDone(response, 'cancelled', []));
    stage.last = item;
    await sleep(30);
  }
  return times;
}

/** 2 s of speech that is understood, 7.5 s of answer in deltas of 100 ms, three words a second. */
function* turnOf(stage: Stage): Iterable<string> {
  const said = stage.newId('said');
  yield* spokenTurn(said, stage.last, TEXT);
  stage.last = said;
  const sound = noise(100);
  yield* answer(stage, (response, item) => spoken(response, item, sound), ' fifteen'.repeat(25));
}

function* spoken(response: string, item: string, sound: string): Iterable<string> {
  for (let delta = 0; delta < 75; delta += 1) {
    yield audioDelta(response, item, sound);
    if (delta % 3 === 0) yield transcriptDelta(response, item, ' fifteen');
  }
}

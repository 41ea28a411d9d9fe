import { expect, test } from 'vitest';
import { createUtteranceQueue } from '#engine/turns/utterance-queue.ts';
import { createDeferred } from '#shared/base/deferred.ts';
import { crash, FakeStt } from '../support/fake-stages.ts';

const noPartial = (): void => {};
const heard = (text: string) => ({ text, score: 1 });

test('one utterance is decoded at a time, and what waits loses nothing', async () => {
  const stt = new FakeStt();
  const first = createDeferred<ReturnType<typeof heard>>();
  stt.script(first, heard('two'));
  const utterances = createUtteranceQueue(stt.stage);
  const one = utterances.listen(noPartial);
  one.feed(new Int16Array(10));
  const answerOne = one.finish();
  const two = utterances.listen(noPartial);
  two.feed(new Int16Array(5));
  two.feed(new Int16Array(6));
  const answerTwo = two.finish();
  expect(stt.heard).toEqual([10]);
  first.resolve(heard('one'));
  expect(await answerOne).toEqual(heard('one'));
  expect(await answerTwo).toEqual(heard('two'));
  expect(stt.heard).toEqual([10, 11]);
});

test('a crash fails its own utterance only', async () => {
  const stt = new FakeStt();
  stt.script(crash(), heard('two'));
  const utterances = createUtteranceQueue(stt.stage);
  const one = utterances.listen(noPartial).finish();
  const two = utterances.listen(noPartial).finish();
  await expect(one).rejects.toThrow('stopped unexpectedly');
  expect(await two).toEqual(heard('two'));
});

test('a cancelled utterance makes way, is told no partials, and cancels the recogniser once', async () => {
  const stt = new FakeStt();
  const partials: string[] = [];
  const utterances = createUtteranceQueue(stt.stage);
  const one = utterances.listen((text) => partials.push(text));
  stt.partial('a');
  one.cancel();
  one.cancel();
  stt.partial('a b');
  expect([partials, stt.cancelled]).toEqual([['a'], 1]);
  stt.script(heard('two'));
  expect(await utterances.listen(noPartial).finish()).toEqual(heard('two'));
});

test('too many waiting utterances fail at once instead of piling up', async () => {
  const stt = new FakeStt();
  const first = createDeferred<ReturnType<typeof heard>>();
  stt.script(first);
  const utterances = createUtteranceQueue(stt.stage);
  const waiting = Array.from({ length: 9 }, () => utterances.listen(noPartial).finish());
  await expect(utterances.listen(noPartial).finish()).rejects.toThrow('cannot keep up');
  first.resolve(heard('one'));
  expect(await Promise.all(waiting)).toHaveLength(9);
});

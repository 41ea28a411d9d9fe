import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createToolWorker, type ToolWorker } from '#realtime/index.ts';

const WORK = new URL('./threads/work.ts', import.meta.url);

function open(moduleUrl = WORK): ToolWorker {
  const worker = createToolWorker(moduleUrl);
  onTestFinished(() => worker.close());
  return worker;
}

const call = (
  callId = 'call_1',
  signal = new AbortController().signal,
  progress: (update: unknown) => void = () => {},
) => ({
  callId,
  signal,
  progress,
});

describe('createToolWorker', () => {
  it('TL-5: runs the module in one warm thread, with clones of arguments and result', async () => {
    const worker = open();
    const value = new Map([['a', new Uint8Array([1, 2])]]);
    expect(await worker.execute({ task: 'answer', value }, call('call_7'))).toEqual({
      value,
      callId: 'call_7',
      calls: 1,
    });
    expect(await worker.execute({ task: 'answer' }, call())).toMatchObject({ calls: 2 });
  });

  it('TL-5: tells progress out of a thread that never ends, and gives it up by the signal', async () => {
    const worker = open();
    const abort = new AbortController();
    const heard = new EventTarget();
    const running = worker.execute(
      { task: 'loop after progress' },
      {
        ...call('call_1', abort.signal),
        progress: (update) => heard.dispatchEvent(new CustomEvent('progress', { detail: update })),
      },
    );
    const [event] = (await once(heard, 'progress')) as [CustomEvent];
    expect(event.detail).toBe('looping');
    abort.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    expect(await worker.execute({ task: 'answer' }, call())).toMatchObject({ calls: 1 });
  });

  it('calls wait for each other, and one that is given up while it waits never runs', async () => {
    const worker = open();
    const looping = new AbortController();
    const waiting = new AbortController();
    const first = worker.execute({ task: 'loop' }, call('call_1', looping.signal));
    const second = worker.execute({ task: 'answer' }, call('call_2', waiting.signal));
    const third = worker.execute({ task: 'answer' }, call('call_3'));
    waiting.abort(new Error('not any more'));
    await expect(second).rejects.toThrow('not any more');
    looping.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    expect(await third).toMatchObject({ callId: 'call_3', calls: 1 });
  });

  it('refuses the 17th call that waits', async () => {
    const worker = open();
    const calls = Array.from({ length: 17 }, () => worker.execute({ task: 'hang' }, call()));
    for (const waiting of calls) waiting.catch(() => {});
    await expect(worker.execute({ task: 'answer' }, call())).rejects.toMatchObject({ reason: 'unavailable' });
  });

  it.each([
    ['throws', 'throw', { reason: 'internal', message: 'broken' }],
    ['throws an error of ours', 'refuse', { reason: 'not_found', action: 'Name another.' }],
    ['returns what cannot be cloned', 'function', { reason: 'internal', message: /could not be cloned/ }],
    ['ends the thread', 'exit', { reason: 'unavailable', message: /exit code 3/ }],
  ])(
    'code that %s rejects its call and serves the next',
    async (_, task, { message, ...expected }: Record<string, unknown>) => {
      const worker = open();
      const error = await worker.execute({ task }, call()).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject(expected);
      if (message !== undefined) expect((error as Error).message).toMatch(message as RegExp);
      expect(await worker.execute({ task: 'answer', value: 1 }, call())).toMatchObject({ value: 1 });
    },
  );

  it('TL-7: a background result stays one', async () => {
    const result = await open().execute({ task: 'background', value: 'queued' }, call());
    expect(result).toMatchObject({ content: 'queued' });
    expect(Object.getOwnPropertySymbols(result)).toHaveLength(1);
  });

  it('arguments that cannot be cloned reject the call', async () => {
    const worker = open();
    await expect(worker.execute({ task: () => {} }, call())).rejects.toMatchObject({
      reason: 'invalid_input',
    });
    expect(await worker.execute({ task: 'answer' }, call())).toMatchObject({ calls: 1 });
  });

  it('a module without execute fails each call, by name', async () => {
    const worker = open(new URL('./threads/nothing.ts', import.meta.url));
    for (let round = 0; round < 2; round += 1) {
      await expect(worker.execute({}, call())).rejects.toThrow(
        /nothing\.ts exports no function named execute/,
      );
    }
  });

  it('closing rejects what runs and waits, and every later call; safe twice', async () => {
    const worker = open();
    const calls = [worker.execute({ task: 'loop' }, call()), worker.execute({ task: 'answer' }, call())];
    const outcomes = Promise.allSettled(calls);
    await worker.close();
    await worker.close();
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(worker.execute({ task: 'answer' }, call())).rejects.toMatchObject({ reason: 'closed' });
  });
});

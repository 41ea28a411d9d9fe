import { describe, expect, it } from 'vitest';
import { ToolBarrier } from '#realtime/tools/tool-barrier.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

function setUp() {
  const clock = createFakeClock();
  const ready: string[][] = [];
  const barrier = new ToolBarrier(clock, 10_000, (itemIds) => ready.push([...itemIds]));
  return { clock, ready, barrier };
}

describe('ToolBarrier', () => {
  it('TL-2: opens once, when the response is done and every call of it has its output', () => {
    const { barrier, ready, clock } = setUp();
    barrier.open('resp_1', 'call_1');
    barrier.settle('resp_1', 'call_1', 'out_1');
    barrier.open('resp_1', 'call_2');
    expect(barrier.isBusy).toBe(true);
    barrier.handleResponseDone('resp_1');
    expect(ready).toEqual([]);
    barrier.settle('resp_1', 'call_2', 'out_2');
    expect(ready).toEqual([['out_1', 'out_2']]);
    expect(barrier.isBusy).toBe(false);
    expect(clock.pending).toBe(0);
  });

  it('TL-7: stays shut when no output asks for an answer', () => {
    const { barrier, ready } = setUp();
    barrier.open('resp_1', 'call_1');
    barrier.settle('resp_1', 'call_1', undefined);
    barrier.handleResponseDone('resp_1');
    expect(ready).toEqual([]);
  });

  it('TL-2: responses do not wait for each other', () => {
    const { barrier, ready } = setUp();
    barrier.open('resp_1', 'slow');
    barrier.open('resp_2', 'fast');
    barrier.handleResponseDone('resp_1');
    barrier.handleResponseDone('resp_2');
    barrier.settle('resp_2', 'fast', 'out_fast');
    expect(ready).toEqual([['out_fast']]);
  });

  it('TL-2: a slow call holds the others back up to the limit, counted from the first output', () => {
    const { barrier, ready, clock } = setUp();
    barrier.open('resp_1', 'fast');
    barrier.open('resp_1', 'slow');
    barrier.handleResponseDone('resp_1');
    clock.advance(30_000);
    barrier.settle('resp_1', 'fast', 'out_fast');
    clock.advance(9_999);
    expect(ready).toEqual([]);
    clock.advance(1);
    expect(ready).toEqual([['out_fast']]);
    barrier.settle('resp_1', 'slow', 'out_slow');
    expect(ready).toEqual([['out_fast'], ['out_slow']]);
  });

  it('TL-2: outputs that trickle in do not put the limit off', () => {
    const { barrier, ready, clock } = setUp();
    for (const callId of ['a', 'b', 'slow']) barrier.open('resp_1', callId);
    barrier.handleResponseDone('resp_1');
    barrier.settle('resp_1', 'a', 'out_a');
    clock.advance(9_000);
    barrier.settle('resp_1', 'b', 'out_b');
    clock.advance(1_000);
    expect(ready).toEqual([['out_a', 'out_b']]);
  });

  it('ignores outputs of calls it does not know, and leaves no timer when closed', () => {
    const { barrier, ready, clock } = setUp();
    barrier.settle('resp_9', 'call_9', 'out_9');
    barrier.open('resp_1', 'a');
    barrier.open('resp_1', 'b');
    barrier.handleResponseDone('resp_1');
    barrier.settle('resp_1', 'a', 'out_a');
    barrier.settle('resp_1', 'a', 'out_a');
    barrier.close();
    expect(clock.pending).toBe(0);
    expect(ready).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AudioInput, type EndedTurn, Uplink } from '#core/audio/uplink.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const frame = (fill = 1, length = 480): Int16Array => new Int16Array(length).fill(fill);

function bench() {
  const clock = createFakeClock();
  const ended: EndedTurn[] = [];
  const uplink = new Uplink({ clock, onTurnEnded: (turn) => ended.push(turn) });
  return { clock, ended, uplink };
}

/** A session that notes what it is given, frames by their first sample. */
function makeInput(): { input: AudioInput; log: string[] } {
  const log: string[] = [];
  const input: AudioInput = {
    startTurn: () => void log.push('start'),
    sendAudio: (samples) => {
      log.push(String(samples[0]));
      return true;
    },
    endTurn: () => void log.push('end'),
    cancelTurn: () => void log.push('cancel'),
  };
  return { input, log };
}

const numbers = (count: number): string[] => Array.from({ length: count }, (_, index) => String(index));

describe('a turn under the key', () => {
  it('is handed in when the last samples of the microphone are here', () => {
    const { uplink, ended, clock } = bench();
    const { input, log } = makeInput();
    uplink.setInput(input);
    uplink.beginTurn();
    for (let count = 0; count < 6; count += 1) uplink.handleFrame(frame(count));
    clock.advance(120);
    uplink.releaseTurn();
    uplink.handleFrame(frame(6, 100));
    expect(log.at(-1)).toBe('6');
    uplink.handleStopped();
    expect(log).toEqual(['start', ...numbers(7), 'end']);
    expect(ended).toEqual([{ sent: true, samples: 6 * 480 + 100, peak: 6, heldMs: 120 }]);
    expect(clock.pending).toBe(0);
  });

  it('is handed in after 150 ms when the microphone says nothing more', () => {
    const { uplink, clock } = bench();
    const { input, log } = makeInput();
    uplink.setInput(input);
    uplink.beginTurn();
    for (let count = 0; count < 6; count += 1) uplink.handleFrame(frame());
    uplink.releaseTurn();
    clock.advance(149);
    expect(log).not.toContain('end');
    clock.advance(1);
    expect(log.at(-1)).toBe('end');
  });

  it('that is shorter than 100 ms is dropped', () => {
    const { uplink, ended } = bench();
    const { input, log } = makeInput();
    uplink.setInput(input);
    uplink.beginTurn();
    for (let count = 0; count < 4; count += 1) uplink.handleFrame(frame());
    uplink.releaseTurn();
    uplink.handleStopped();
    expect(log.at(-1)).toBe('cancel');
    expect(ended).toMatchObject([{ sent: false, samples: 4 * 480 }]);
  });

  it('that is cancelled leaves nothing behind', () => {
    const { uplink, ended, clock } = bench();
    const { input, log } = makeInput();
    uplink.setInput(input);
    uplink.beginTurn();
    uplink.handleFrame(frame());
    uplink.cancelTurn();
    uplink.handleFrame(frame(9));
    uplink.handleStopped();
    clock.advance(1_000);
    expect(log).toEqual(['start', '1', 'cancel']);
    expect(ended).toEqual([]);
  });

  it('spoken before there is a connection is sent whole when there is one', () => {
    const { uplink, ended } = bench();
    const { input, log } = makeInput();
    uplink.beginTurn();
    for (let count = 0; count < 8; count += 1) uplink.handleFrame(frame(count));
    uplink.releaseTurn();
    uplink.handleStopped();
    expect(ended).toEqual([]);
    uplink.setInput(input);
    expect(log).toEqual(['start', ...numbers(8), 'end']);
    expect(ended).toMatchObject([{ sent: true }]);
  });

  it('that still waits for a connection goes on when the key goes down again', () => {
    const { uplink, ended } = bench();
    const { input, log } = makeInput();
    uplink.beginTurn();
    for (let count = 0; count < 6; count += 1) uplink.handleFrame(frame(count));
    uplink.releaseTurn();
    uplink.handleStopped();
    uplink.beginTurn();
    uplink.handleFrame(frame(6));
    uplink.setInput(input);
    uplink.handleFrame(frame(7));
    uplink.releaseTurn();
    uplink.handleStopped();
    expect(log).toEqual(['start', ...numbers(8), 'end']);
    expect(ended).toMatchObject([{ sent: true, samples: 8 * 480 }]);
  });

  it('through which connections are lost is sent whole to the last one', () => {
    const { uplink } = bench();
    const [first, second, third] = [makeInput(), makeInput(), makeInput()];
    uplink.setInput(first.input);
    uplink.beginTurn();
    for (let count = 0; count < 4; count += 1) uplink.handleFrame(frame(count));
    uplink.setInput(undefined);
    uplink.handleFrame(frame(4));
    uplink.setInput(second.input);
    uplink.setInput(undefined);
    uplink.setInput(third.input);
    uplink.handleFrame(frame(5));
    uplink.releaseTurn();
    uplink.handleStopped();
    expect(third.log).toEqual(['start', ...numbers(6), 'end']);
  });

  it('keeps the last 30 seconds while nobody can take them', () => {
    const { uplink } = bench();
    const { input, log } = makeInput();
    uplink.beginTurn();
    for (let count = 0; count < 40 * 50; count += 1) uplink.handleFrame(frame(count));
    uplink.setInput(input);
    expect(log.slice(1)).toEqual(numbers(2_000).slice(-1_500));
  });

  it('is handed in at once when the key goes down again', () => {
    const { uplink, ended } = bench();
    const { input, log } = makeInput();
    uplink.setInput(input);
    uplink.beginTurn();
    for (let count = 0; count < 6; count += 1) uplink.handleFrame(frame());
    uplink.releaseTurn();
    uplink.beginTurn();
    expect(log.slice(-2)).toEqual(['end', 'start']);
    expect(ended).toHaveLength(1);
  });
});

describe('a connection that is full', () => {
  it('gets every frame in order, and the end of the turn after them', () => {
    const { uplink, clock, ended } = bench();
    const { input, log } = makeInput();
    let room = 3;
    const slow: AudioInput = {
      ...input,
      sendAudio(samples) {
        room -= 1;
        return room >= 0 && input.sendAudio(samples);
      },
    };
    uplink.setInput(slow);
    uplink.beginTurn();
    for (let count = 0; count < 10; count += 1) uplink.handleFrame(frame(count));
    uplink.releaseTurn();
    uplink.handleStopped();
    expect(log).toEqual(['start', ...numbers(3)]);
    for (let waits = 0; waits < 3; waits += 1) {
      expect(ended).toEqual([]);
      room = 3;
      clock.advance(20);
    }
    expect(log).toEqual(['start', ...numbers(10), 'end']);
    expect(ended).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });
});

describe('hands-free', () => {
  it('every frame goes straight on, and none before or after', () => {
    const { uplink } = bench();
    const { input, log } = makeInput();
    uplink.setInput(input);
    uplink.handleFrame(frame(1));
    uplink.setOpen(true);
    uplink.handleFrame(frame(2));
    uplink.setOpen(false);
    uplink.handleFrame(frame(3));
    expect(log).toEqual(['2']);
  });
});

describe('muting', () => {
  it('takes back what a full connection has not taken yet', () => {
    const { uplink, clock } = bench();
    const { input, log } = makeInput();
    let isFull = true;
    uplink.setInput({ ...input, sendAudio: (samples) => !isFull && input.sendAudio(samples) });
    uplink.setOpen(true);
    uplink.handleFrame(frame(1));
    uplink.setOpen(false);
    isFull = false;
    clock.advance(1_000);
    expect(log).toEqual([]);
  });
});

describe('whatever happens in whatever order', () => {
  it('every turn that was started is ended or cancelled before the next, and no frame lies between turns', () => {
    const step = fc.constantFrom('begin', 'release', 'cancel', 'frame', 'stopped', 'wait', 'lose', 'connect');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { uplink, clock } = bench();
        let current = makeInput();
        const logs = [current.log];
        uplink.setInput(current.input);
        const act: Record<string, () => void> = {
          begin: () => uplink.beginTurn(),
          release: () => uplink.releaseTurn(),
          cancel: () => uplink.cancelTurn(),
          frame: () => uplink.handleFrame(frame()),
          stopped: () => uplink.handleStopped(),
          wait: () => clock.advance(150),
          lose: () => uplink.setInput(undefined),
          connect: () => {
            current = makeInput();
            logs.push(current.log);
            uplink.setInput(current.input);
          },
        };
        for (const name of steps) act[name]?.();
        for (const log of logs)
          expect(log.join(' ')).toMatch(/^((start( 1)*( (end|cancel))?|cancel)( |$))*$/);
      }),
    );
  });
});

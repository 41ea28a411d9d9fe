import { describe, expect, it } from 'vitest';
import { Keepalive } from '#realtime/openai/keepalive.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

function setUp() {
  const clock = createFakeClock();
  const seen: string[] = [];
  const keepalive = new Keepalive({
    clock,
    ping: () => seen.push('ping'),
    onDead: () => seen.push('dead'),
  });
  keepalive.start();
  return { clock, seen, keepalive };
}

describe('Keepalive', () => {
  it('asks for nothing while frames come in', () => {
    const { clock, seen, keepalive } = setUp();
    for (let second = 0; second < 120; second += 1) {
      keepalive.handleInbound();
      keepalive.handleActivity();
      clock.advance(1_000);
    }
    expect(seen).toEqual([]);
  });

  it('pings an idle connection rarely, and is content with an answer', () => {
    const { clock, seen, keepalive } = setUp();
    for (let second = 0; second < 600; second += 1) {
      const asked = seen.length;
      clock.advance(1_000);
      if (seen.length > asked) keepalive.handleInbound();
    }
    expect(seen.every((what) => what === 'ping')).toBe(true);
    expect(seen.length).toBeLessThan(30);
  });

  it.each([0, 1, 700, 1_499, 5_000, 19_999])(
    'finds a dead connection within 6 s of audio that began after %i ms',
    (idleMs) => {
      const { clock, seen, keepalive } = setUp();
      clock.advance(idleMs);
      keepalive.handleInbound();
      for (let ms = 0; ms < 6_000; ms += 20) {
        keepalive.handleActivity();
        clock.advance(20);
      }
      expect(seen.at(-1)).toBe('dead');
      expect(clock.pending).toBe(0);
    },
  );

  it('leaves no timer when it is stopped', () => {
    const { clock, keepalive } = setUp();
    keepalive.handleActivity();
    keepalive.stop();
    expect(clock.pending).toBe(0);
  });
});

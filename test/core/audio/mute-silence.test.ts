import { describe, expect, it } from 'vitest';
import { createMuteSilence } from '#core/audio/mute-silence.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

function bench() {
  const clock = createFakeClock();
  const sent: Int16Array[] = [];
  const silence = createMuteSilence({ clock, send: (samples) => sent.push(samples) });
  return { clock, sent, silence };
}

describe('a mute in hands-free', () => {
  it('is followed by 7 s of silence in real time, and then by nothing', () => {
    const { clock, sent, silence } = bench();
    silence.follow('open');
    silence.follow('muted');
    expect(sent).toHaveLength(1);
    clock.advance(1_000);
    expect(sent).toHaveLength(11);
    clock.advance(60_000);
    expect(sent.reduce((samples, frame) => samples + frame.length, 0)).toBe(7 * 24_000);
    expect(sent.every((frame) => frame.every((sample) => sample === 0))).toBe(true);
    expect(clock.pending).toBe(0);
  });

  it.each(['open', 'closed'] as const)('ends its silence when the microphone is %s', (microphone) => {
    const { clock, sent, silence } = bench();
    silence.follow('open');
    silence.follow('muted');
    silence.follow(microphone);
    clock.advance(1_000);
    expect(sent).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it('that was there from the start needs none', () => {
    const { clock, sent, silence } = bench();
    silence.follow('muted');
    clock.advance(1_000);
    expect(sent).toEqual([]);
  });

  it('leaves nothing running when it is closed', () => {
    const { clock, silence } = bench();
    silence.follow('open');
    silence.follow('muted');
    silence.close();
    expect(clock.pending).toBe(0);
  });
});

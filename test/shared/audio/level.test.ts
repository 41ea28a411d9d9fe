import { describe, expect, it } from 'vitest';
import { createLevelMeter, SILENCE_DBFS } from '#shared/audio/level.ts';

const sine = (amplitude: number): Float32Array =>
  Float32Array.from({ length: 2400 }, (_, index) => amplitude * Math.sin((2 * Math.PI * index) / 24));

describe('level meter', () => {
  it('shows -3 dB rms and 0 dB peak for a full-scale sine', () => {
    const meter = createLevelMeter();
    meter.add(sine(1));
    expect(meter.rmsDbfs).toBeCloseTo(-3.01, 2);
    expect(meter.peakDbfs).toBeCloseTo(0, 5);
  });

  it('drops by 20 dB for a tenth of the amplitude', () => {
    const meter = createLevelMeter();
    meter.add(sine(0.1));
    expect(meter.rmsDbfs).toBeCloseTo(-23.01, 2);
    expect(meter.peakDbfs).toBeCloseTo(-20, 5);
  });

  it('shows the floor for silence, for nothing and after a reset', () => {
    const meter = createLevelMeter();
    expect([meter.rmsDbfs, meter.peakDbfs]).toEqual([SILENCE_DBFS, SILENCE_DBFS]);
    meter.add(sine(1));
    meter.reset();
    meter.add(new Float32Array(10));
    expect([meter.rmsDbfs, meter.peakDbfs]).toEqual([SILENCE_DBFS, SILENCE_DBFS]);
  });

  it('gathers what was added in pieces', () => {
    const whole = createLevelMeter();
    whole.add(sine(0.5));
    const pieces = createLevelMeter();
    for (let start = 0; start < 2400; start += 100) pieces.add(sine(0.5).subarray(start, start + 100));
    expect(pieces.rmsDbfs).toBeCloseTo(whole.rmsDbfs, 9);
    expect(pieces.peakDbfs).toBe(whole.peakDbfs);
  });

  it('counts values that are not finite as silence', () => {
    const meter = createLevelMeter();
    meter.add(Float32Array.of(0.5, Number.NaN, Infinity, 0.5));
    expect(meter.peakDbfs).toBeCloseTo(-6.02, 2);
    expect(meter.rmsDbfs).toBeCloseTo(-9.03, 2);
  });
});

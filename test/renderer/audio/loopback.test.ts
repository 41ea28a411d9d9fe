import { expect, it } from 'vitest';
import { isLoopback } from '#renderer/audio/loopback.ts';

it.each([
  'Monitor of Built-in Audio Analog Stereo',
  'Monitor von Internes Audio',
  'alsa_output.pci-0000_00_1f.3.analog-stereo.monitor',
  'Stereo Mix (Realtek(R) Audio)',
  'Stereomix (Realtek(R) Audio)',
  'What U Hear (Sound Blaster)',
  'Loopback Audio',
])('R20 %s is no microphone', (name) => {
  expect(isLoopback(name)).toBe(true);
});

it.each([
  '',
  'Built-in Audio Analog Stereo',
  'Studio Monitor Headset',
  'Microphone (HD Webcam)',
  'Mixer USB',
])('%j is one', (name) => {
  expect(isLoopback(name)).toBe(false);
});

import { describe, expect, test } from 'vitest';
import '#renderer/styles/tokens.css';

/** The colour of a token as the browser paints it, 0..255 each. */
function paint(token: string): readonly [number, number, number] {
  const probe = document.createElement('div');
  probe.style.backgroundColor = `var(${token})`;
  document.body.append(probe);
  const context = document.createElement('canvas').getContext('2d', { colorSpace: 'srgb' });
  if (context === null) throw new Error('There is no canvas.');
  context.fillStyle = getComputedStyle(probe).backgroundColor;
  context.fillRect(0, 0, 1, 1);
  probe.remove();
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance). */
function contrast(one: string, other: string): number {
  const luminance = (token: string): number => {
    const [red, green, blue] = paint(token).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const TEXT = ['--ink', '--ink-soft', '--ink-faint', '--accent', '--danger'];
const TONES = ['idle', 'listening', 'working', 'speaking', 'muted', 'problem'].map(
  (tone) => `--tone-${tone}`,
);
const GROUNDS = ['--paper', '--surface', '--surface-sunk'];

describe.each(['light', 'dark'])('in the %s scheme', (scheme) => {
  const cases = [
    ...[...TEXT, ...TONES].flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)),
    ['--on-accent', '--accent'],
    ['--on-accent', '--tone-listening'],
    ['--on-accent', '--tone-muted'],
    ['--accent', '--accent-wash'],
    ['--ink', '--accent-wash'],
    ['--ink', '--danger-wash'],
    ['--ink-soft', '--danger-wash'],
  ] as const;
  test.each(cases)('%s can be read on %s', (text, ground) => {
    document.documentElement.style.colorScheme = scheme;
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
    document.documentElement.style.colorScheme = '';
  });
});

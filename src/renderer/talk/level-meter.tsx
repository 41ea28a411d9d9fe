import { useEffect, useRef } from 'react';
import type { AudioChannel } from '../state/audio-channel.ts';
import { toMeterLevel } from './level.ts';
import './level-meter.css';

const BARS = 32;
const BAR_KEYS = Array.from({ length: BARS }, (_, index) => `bar-${index}`);

/**
 * The last second and a quarter of the microphone, newest at the right. Drawn past React: twenty-five levels a second are
 * not worth rendering for. What it shows is also said by the state word, so it is hidden from screen readers.
 */
export function LevelMeter({
  channel,
  active,
}: {
  readonly channel: AudioChannel;
  readonly active: boolean;
}) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const bars = [...(ref.current?.children ?? [])] as HTMLElement[];
    const levels = new Array<number>(BARS).fill(0);
    const draw = (): void => {
      for (const [at, bar] of bars.entries()) bar.style.setProperty('--level', String(levels[at] ?? 0));
    };
    draw();
    if (!active) return;
    return channel.on('level', ({ dbfs }) => {
      levels.shift();
      levels.push(toMeterLevel(dbfs));
      draw();
    });
  }, [channel, active]);
  return (
    <div className="level-meter" ref={ref} aria-hidden="true" data-active={active}>
      {BAR_KEYS.map((key) => (
        <span key={key} />
      ))}
    </div>
  );
}

import type { TimerView } from '#shared/bridge/state.ts';
import { useNow } from '../state/use-now.ts';
import { Icon } from '../ui/icon.tsx';
import './timers.css';
import { toCountdown } from './countdown.ts';

export type TimersProps = {
  readonly timers: readonly TimerView[];
  readonly onCancel: (id: string) => void;
};

/** Running timers with what is left of each; one that rings asks to be stopped. */
export function Timers({ timers, onCancel }: TimersProps) {
  const now = useNow(timers.length > 0);
  if (timers.length === 0) return null;
  return (
    <section className="timers" aria-label="Timers">
      <ul>
        {timers.map(({ id, label, dueAt, ringing }) => (
          <li className="timer" key={id} data-ringing={ringing}>
            <Icon name="timer" />
            <span className="timer-label">{label === '' ? 'Timer' : label}</span>
            <span className="timer-left">{ringing ? 'Time is up' : toCountdown(dueAt - now)}</span>
            <button
              type="button"
              className="button"
              data-kind={ringing ? 'primary' : 'quiet'}
              aria-label={`${ringing ? 'Stop' : 'Cancel'} ${label === '' ? 'timer' : label}`}
              onClick={() => onCancel(id)}
            >
              {ringing ? 'Stop' : 'Cancel'}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

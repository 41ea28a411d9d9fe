import type { TimerView } from '#shared/bridge/state.ts';
import { useNow } from '../state/use-now.ts';
import { Icon } from '../ui/icon.tsx';
import { useWords } from '../words.tsx';
import './timers.css';
import { toCountdown } from './countdown.ts';

export type TimersProps = {
  readonly timers: readonly TimerView[];
  readonly onCancel: (id: string) => void;
};

/** Running timers with what is left of each; one that rings asks to be stopped. */
export function Timers({ timers, onCancel }: TimersProps) {
  const { t } = useWords();
  const now = useNow(timers.length > 0);
  if (timers.length === 0) return null;
  return (
    <section className="timers" aria-label={t('talk:timers')}>
      <ul>
        {timers.map(({ id, label, dueAt, ringing }) => (
          <li className="timer" key={id} data-ringing={ringing}>
            <Icon name="timer" />
            <span className="timer-label">{label || t('talk:timer')}</span>
            <span className="timer-left">{ringing ? t('talk:timeIsUp') : toCountdown(dueAt - now)}</span>
            <button
              type="button"
              className="button"
              data-kind={ringing ? 'primary' : 'quiet'}
              aria-label={t(ringing ? 'talk:stopTimer' : 'talk:cancelTimer', {
                timer: label || t('talk:thatTimer'),
              })}
              onClick={() => onCancel(id)}
            >
              {t(ringing ? 'app:stop' : 'app:cancel')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

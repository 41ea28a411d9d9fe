import markUrl from '../ui/mark.svg';
import { Switch } from '../ui/switch.tsx';
import { useWords } from '../words.tsx';
import type { CardProps } from './card.ts';

/** Where Hark is when its window is closed, and whether it is there after the next login. */
export function HomeCard({ context }: CardProps) {
  const { t } = useWords();
  const { desktop } = context.snapshot.settings;
  return (
    <>
      <div className="first-run-bar" aria-hidden="true">
        <span className="first-run-bar-item" />
        <span className="first-run-bar-item" />
        <img src={markUrl} alt="" width="22" height="22" />
        <span className="first-run-bar-clock">09:41</span>
      </div>
      <p className="first-run-note">{t('firstRun:homeMenu')}</p>
      <Switch
        label={t('firstRun:homeLogin')}
        on={desktop.atLogin !== 'off'}
        onChange={(on) => void context.actions.updateSettings({ desktop: { atLogin: on ? 'tray' : 'off' } })}
      />
    </>
  );
}

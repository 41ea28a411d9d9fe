import { Icon, type IconName } from '../ui/icon.tsx';
import { useWords } from '../words.tsx';

/** What a person should know before anything is asked. */
export function WelcomeCard() {
  const { t } = useWords();
  const promises: readonly (readonly [IconName, string])[] = [
    ['microphone', t('firstRun:promiseListening')],
    ['local', t('firstRun:promiseLocal')],
    ['question', t('firstRun:promiseAsks')],
  ];
  return (
    <ul className="first-run-promises">
      {promises.map(([icon, promise]) => (
        <li key={icon}>
          <Icon name={icon} />
          {promise}
        </li>
      ))}
    </ul>
  );
}

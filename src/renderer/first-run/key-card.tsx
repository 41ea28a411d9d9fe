import { useId, useState } from 'react';
import type { PlainKey } from '#shared/i18n/words.ts';
import { HotkeyField } from '../hotkeys/hotkey-field.tsx';
import { Keycaps } from '../hotkeys/keycaps.tsx';
import type { SettingsContext } from '../settings/row.ts';
import { useWords } from '../words.tsx';
import type { CardProps } from './card.ts';
import { StatusLine } from './status-line.tsx';
import { useTalkKeyTest } from './use-talk-key-test.ts';

/** The key to talk with: what it is, what holding and tapping it mean, and that it is heard. */
export function KeyCard({ context }: CardProps) {
  const { t } = useWords();
  const [changes, setChanges] = useState(false);
  const { caps, isDown, wasHeard } = useTalkKeyTest(context, !changes);
  return (
    <>
      {changes ? (
        <ChangeKey context={context} />
      ) : (
        <p className="first-run-keys" data-down={isDown}>
          <Keycaps caps={caps} />
        </p>
      )}
      {!changes && (
        <StatusLine tone={isDown || wasHeard ? 'done' : 'idle'}>
          {t(isDown ? 'firstRun:keyDown' : wasHeard ? 'firstRun:keyHeard' : 'firstRun:keyWaits')}
        </StatusLine>
      )}
      <ul className="first-run-gestures">
        {gesturesOf(context).map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      {context.host === 'electron' && (
        <button type="button" className="button" data-kind="quiet" onClick={() => setChanges(!changes)}>
          {t(changes ? 'firstRun:keyTry' : 'firstRun:keyChange')}
        </button>
      )}
    </>
  );
}

function ChangeKey({ context: { snapshot, actions } }: CardProps) {
  const { t } = useWords();
  const id = useId();
  return (
    <div className="first-run-field">
      <HotkeyField
        action="talk"
        hotkeys={snapshot.hotkeys}
        value={snapshot.settings.hotkeys.talk}
        actions={actions}
        id={id}
        describedBy={`${id}-help`}
      />
      <p id={`${id}-help`}>{t('firstRun:keyChangeHelp')}</p>
    </div>
  );
}

/** What the key does here: a desktop that tells of no release cannot hold. */
function gesturesOf({ host, snapshot }: SettingsContext): readonly PlainKey[] {
  const { gesture } = snapshot.settings.turns;
  const { bound, reportsRelease } = snapshot.hotkeys.actions.talk;
  if (host === 'electron' && bound === '') return ['firstRun:keyNobody'];
  const canHold = host === 'web' || reportsRelease;
  const holds: readonly PlainKey[] = gesture !== 'toggle' && canHold ? ['firstRun:keyHold'] : [];
  const taps: readonly PlainKey[] = gesture !== 'hold' || !canHold ? ['firstRun:keyTap'] : [];
  return [...holds, ...taps, 'firstRun:keyForget'];
}

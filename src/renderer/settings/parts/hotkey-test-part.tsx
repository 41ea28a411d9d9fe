import { type KeyboardEvent, useState } from 'react';
import type { HotkeyView, TestedHotkey } from '#shared/bridge/state.ts';
import { HOTKEY_ACTIONS } from '#shared/hotkeys/actions.ts';
import { capsOf } from '#shared/hotkeys/keycaps.ts';
import type { PlainKey } from '#shared/i18n/words.ts';
import { ACTION_WORDS } from '../../hotkeys/hotkey-words.ts';
import { Keycaps } from '../../hotkeys/keycaps.tsx';
import { platformOf } from '../../hotkeys/platform.ts';
import { useHotkeyMode } from '../../hotkeys/use-hotkey-mode.ts';
import { useWords } from '../../words.tsx';
import type { PartProps } from '../row.ts';
import { PartButton } from './part-button.tsx';
import './hotkey-test-part.css';

/** A light for each key: it shows the presses and releases that Hark is really told. */
export function HotkeyTestPart({ context, id, describedBy }: PartProps) {
  const { snapshot, actions } = context;
  const { hotkeys } = snapshot;
  const { tested } = hotkeys;
  const { t } = useWords();
  const [isOn, setOn] = useState(false);
  useHotkeyMode('test', isOn, { setMode: actions.setHotkeyMode, onLeft: () => setOn(false) });
  const bound = HOTKEY_ACTIONS.filter((action) => hotkeys.actions[action].bound !== '');
  return (
    <div className="hotkey-test">
      <PartButton
        id={id}
        describedBy={describedBy}
        aria-label={t(isOn ? 'shortcuts:tryStopKeys' : 'shortcuts:try')}
        disabled={bound.length === 0}
        onClick={(event) => {
          event.currentTarget.focus();
          setOn(!isOn);
        }}
        onKeyDown={keepChord}
        onKeyUp={keepChord}
        // Whoever goes on to something else wants hotkeys to work, or records one.
        onBlur={() => setOn(false)}
      >
        {t(isOn ? 'shortcuts:tryStop' : 'shortcuts:tryStart')}
      </PartButton>
      {isOn && (
        <ul>
          {bound.map((action) => (
            <Light
              key={action}
              label={t(ACTION_WORDS[action])}
              view={hotkeys.actions[action]}
              tested={tested?.action === action ? tested : undefined}
            />
          ))}
        </ul>
      )}
      <p className="visually-hidden" role="status">
        {isOn && tested !== undefined && `${t(ACTION_WORDS[tested.action])}: ${t(wordFor(tested))}`}
      </p>
    </div>
  );
}

/** A chord that is tried may have Space or Enter in it, which the button would take for a press. */
function keepChord(event: KeyboardEvent): void {
  const isChord = event.ctrlKey || event.altKey || event.shiftKey || event.metaKey;
  // Shift+Tab leads on, as ever.
  if (isChord && event.key !== 'Tab') event.preventDefault();
}

type LightProps = {
  readonly label: string;
  readonly view: HotkeyView;
  readonly tested: TestedHotkey | undefined;
};

function Light({ label, view, tested }: LightProps) {
  const { t } = useWords();
  return (
    <li>
      {/* A new element for each press, so that one that is told without its release flashes each time. */}
      <span key={tested?.count} className="hotkey-light" data-edge={tested?.edge} aria-hidden="true" />
      <span className="hotkey-test-label">{label}</span>
      <Keycaps caps={capsOf(view.bound, platformOf())} />
      <span className="hotkey-test-word">{t(wordFor(tested))}</span>
    </li>
  );
}

function wordFor(tested: TestedHotkey | undefined): PlainKey {
  if (tested === undefined) return 'shortcuts:notPressed';
  if (tested.edge === 'pressed') return 'shortcuts:isPressed';
  return tested.edge === 'down' ? 'shortcuts:isDown' : 'shortcuts:isUp';
}

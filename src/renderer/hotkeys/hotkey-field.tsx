import { useRef } from 'react';
import type { HotkeysView } from '#shared/bridge/state.ts';
import type { HotkeyAction } from '#shared/hotkeys/actions.ts';
import { capsOf, capsOfCodes, spell } from '#shared/hotkeys/keycaps.ts';
import type { Actions } from '../state/actions.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useWords } from '../words.tsx';
import { describeHotkey } from './describe-hotkey.ts';
import './hotkey-field.css';
import { HotkeyVerdict } from './hotkey-verdict.tsx';
import { ACTION_WORDS } from './hotkey-words.ts';
import { Keycaps } from './keycaps.tsx';
import { platformOf } from './platform.ts';
import { useHotkeyMode } from './use-hotkey-mode.ts';
import { useHotkeyRecorder } from './use-hotkey-recorder.ts';
import { useHotkeySetting } from './use-hotkey-setting.ts';

export type HotkeyFieldProps = {
  readonly action: HotkeyAction;
  readonly hotkeys: HotkeysView;
  /** The accelerator of the settings; `''` is none. */
  readonly value: string;
  readonly actions: Pick<Actions, 'checkHotkey' | 'updateSettings' | 'setHotkeyMode'>;
  readonly id: string;
  readonly describedBy: string;
};

/**
 * The key of one action. Pressing the field records: it shows the keys that are held, and takes them when they are let go.
 * Escape, Tab and a click elsewhere leave it as it was, Backspace removes the key.
 */
export function HotkeyField({ action, hotkeys, value, actions, id, describedBy }: HotkeyFieldProps) {
  const words = useWords();
  const { t } = words;
  const platform = platformOf();
  const button = useRef<HTMLButtonElement>(null);
  const setting = useHotkeySetting({ action, actions, platform, onDone: () => recorder.stop() });
  const recorder = useHotkeyRecorder({ onCommit: setting.offerCodes, onClear: setting.remove });
  const { isRecording, codes } = recorder;
  useHotkeyMode('record', isRecording, { setMode: actions.setHotkeyMode, onLeft: recorder.stop });
  const name = t(ACTION_WORDS[action]);
  const caps = isRecording ? capsOfCodes(codes, platform) : capsOf(value, platform);
  const set = spell(value, platform) || t('shortcuts:noKey');
  const busy = isRecording ? t('shortcuts:recording') : undefined;
  return (
    <div className="hotkey">
      <button
        ref={button}
        type="button"
        id={id}
        className="hotkey-field"
        data-recording={isRecording}
        aria-label={`${name}: ${isRecording ? t('shortcuts:pressKeysNow') : set}`}
        aria-describedby={`${describedBy} ${id}-state`}
        aria-invalid={setting.verdict.problem !== undefined}
        onClick={() => {
          // Not every browser focuses the button that is clicked, and leaving it is what ends the recording.
          button.current?.focus();
          setting.forget();
          recorder.start();
        }}
        onBlur={recorder.stop}
      >
        {caps.length > 0 ? (
          <Keycaps caps={caps} />
        ) : (
          <span className="hotkey-empty">{t(isRecording ? 'shortcuts:pressKeys' : 'shortcuts:none')}</span>
        )}
      </button>
      {value !== '' && !isRecording && (
        <IconButton icon="close" label={t('shortcuts:remove', { action: name })} onClick={setting.remove} />
      )}
      <p className="hotkey-state" id={`${id}-state`} role="status">
        {setting.isChecking
          ? t('shortcuts:checking')
          : (busy ?? describeHotkey(hotkeys.actions[action], platform, words))}
      </p>
      <HotkeyVerdict setting={setting} platform={platform} />
    </div>
  );
}

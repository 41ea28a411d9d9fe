import { capsOf, spell } from '#shared/hotkeys/keycaps.ts';
import { useWords } from '../words.tsx';
import { wordProblem } from './hotkey-words.ts';
import { Keycaps } from './keycaps.tsx';
import type { HotkeySetting } from './use-hotkey-setting.ts';

export type HotkeyVerdictProps = { readonly setting: HotkeySetting; readonly platform: string };

/** Why the keys cannot be had, and which can. */
export function HotkeyVerdict({ setting, platform }: HotkeyVerdictProps) {
  const words = useWords();
  const { t } = words;
  const { problem, alternatives } = setting.verdict;
  if (problem === undefined) return null;
  return (
    <div className="hotkey-verdict">
      <p role="alert">{wordProblem(problem, words)}</p>
      {alternatives.length > 0 && (
        <ul aria-label={t('shortcuts:freeKeys')}>
          {alternatives.map((accelerator) => (
            <li key={accelerator}>
              <button
                type="button"
                className="button"
                aria-label={t('shortcuts:useKeys', { keys: spell(accelerator, platform) })}
                // Or the field would lose the focus, and what it says: this would move away from under the pointer.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => setting.offer(accelerator)}
              >
                <Keycaps caps={capsOf(accelerator, platform)} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

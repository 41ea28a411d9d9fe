import { capsOf } from '#shared/hotkeys/keycaps.ts';
import type { PlainKey } from '#shared/i18n/words.ts';
import { Keycaps } from '../../hotkeys/keycaps.tsx';
import { platformOf } from '../../hotkeys/platform.ts';
import { useWords } from '../../words.tsx';
import type { PartProps } from '../row.ts';
import './window-keys-part.css';

const WINDOW_KEYS: readonly { readonly accelerator: string; readonly does: PlainKey }[] = [
  { accelerator: 'Space', does: 'shortcuts:fixedTalk' },
  { accelerator: 'Escape', does: 'shortcuts:fixedCancel' },
  { accelerator: 'CommandOrControl+F', does: 'shortcuts:fixedSearch' },
  { accelerator: 'CommandOrControl+,', does: 'shortcuts:fixedSettings' },
];

/** The keys of Hark's own window. */
export function WindowKeysPart({ id }: PartProps) {
  const { t } = useWords();
  const platform = platformOf();
  return (
    <dl className="window-keys" id={id}>
      {WINDOW_KEYS.map(({ accelerator, does }) => (
        <div key={accelerator}>
          <dt>
            <Keycaps caps={capsOf(accelerator, platform)} />
          </dt>
          <dd>{t(does)}</dd>
        </div>
      ))}
    </dl>
  );
}

import type { HotkeyView } from '#shared/bridge/state.ts';
import type { Translate } from '#shared/i18n/words.ts';
import { useWords } from '../../words.tsx';
import type { PartProps } from '../row.ts';

/** Who hears the talk key while another program is in front, and why nobody better does. */
export function TalkKeyPart({ context, id }: PartProps) {
  const { t } = useWords();
  const { talk } = context.snapshot.hotkeys.actions;
  // One that hears another key than the wanted one refused that, and is in use all the same.
  const better = talk.skipped.filter(({ label }) => label !== talk.label);
  return (
    <ul className="key-providers" id={id}>
      <li>{describeProvider(talk, t)}</li>
      {better.map(({ label, reason }) => (
        <li key={label}>{t('shortcuts:notUsed', { provider: label, reason })}</li>
      ))}
    </ul>
  );
}

function describeProvider({ provider, label, reportsRelease }: HotkeyView, t: Translate): string {
  if (provider === 'none') return t('shortcuts:nobodyHears');
  return t(reportsRelease ? 'shortcuts:hearsBoth' : 'shortcuts:hearsPresses', { provider: label });
}

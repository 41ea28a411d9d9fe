import { betterProviders } from '#shared/bridge/hotkey-outcome.ts';
import type { HotkeyView } from '#shared/bridge/state.ts';
import type { Words } from '#shared/i18n/words.ts';
import { useWords } from '../../words.tsx';
import type { PartProps } from '../row.ts';

/** Who hears the talk key while another program is in front, and why nobody better does. */
export function TalkKeyPart({ context, id }: PartProps) {
  const words = useWords();
  const { t, ofCore } = words;
  const { talk } = context.snapshot.hotkeys.actions;
  return (
    <ul className="key-providers" id={id}>
      <li>{describeProvider(talk, words)}</li>
      {betterProviders(talk).map(({ label, reason }) => (
        <li key={label}>{t('shortcuts:notUsed', { provider: ofCore(label), reason: ofCore(reason) })}</li>
      ))}
    </ul>
  );
}

function describeProvider({ provider, label, reportsRelease }: HotkeyView, { t, ofCore }: Words): string {
  if (provider === 'none') return t('shortcuts:nobodyHears');
  return t(reportsRelease ? 'shortcuts:hearsBoth' : 'shortcuts:hearsPresses', { provider: ofCore(label) });
}

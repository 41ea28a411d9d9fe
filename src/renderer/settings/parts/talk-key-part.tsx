import type { HotkeyView } from '#shared/bridge/state.ts';
import type { PartProps } from '../row.ts';

/** Who hears the talk key while another program is in front, and why nobody better does. */
export function TalkKeyPart({ context, id }: PartProps) {
  const { talk } = context.snapshot.hotkeys.actions;
  return (
    <ul className="key-providers" id={id}>
      <li>{describeProvider(talk)}</li>
      {talk.skipped.map(({ label, reason }) => (
        <li key={label}>{`${label} is not used: ${reason}`}</li>
      ))}
    </ul>
  );
}

function describeProvider({ provider, label, reportsRelease }: HotkeyView): string {
  if (provider === 'none') return 'Nobody hears it. The button, Space and the tray still work.';
  return reportsRelease
    ? `${label}: hears press and release, so holding works.`
    : `${label}: hears presses only, so the key starts and stops. Holding it is off.`;
}

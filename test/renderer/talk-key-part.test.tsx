import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { TalkKeyPart } from '#renderer/settings/parts/talk-key-part.tsx';
import type { SettingsContext } from '#renderer/settings/row.ts';
import { type HotkeyView, NO_HOTKEY, NO_HOTKEYS } from '#shared/bridge/state.ts';
import { READY } from '../support/ready-snapshot.ts';
import { render } from './support.tsx';

const HOOK: HotkeyView = { ...NO_HOTKEY, provider: 'hook', label: 'Keyboard hook', reportsRelease: true };
const SHORTCUT: HotkeyView = {
  ...NO_HOTKEY,
  provider: 'global_shortcut',
  label: 'System shortcut',
  reportsRelease: false,
  skipped: [{ label: 'Keyboard hook', reason: 'There is no X11 display.' }],
};

function lines(): string[] {
  return page
    .getByRole('listitem')
    .elements()
    .map((line) => line.textContent);
}

test.each<[string, HotkeyView, readonly string[]]>([
  ['holding works', HOOK, ['Keyboard hook: hears press and release, so holding works.']],
  [
    'holding is off, and why',
    SHORTCUT,
    [
      'System shortcut: hears presses only, so the key starts and stops. Holding it is off.',
      'Keyboard hook is not used: There is no X11 display.',
    ],
  ],
  ['nobody hears it', NO_HOTKEY, ['Nobody hears it. The button, Space and the tray still work.']],
])('says that %s', async (_what, talk, expected) => {
  const hotkeys = { mode: 'use', actions: { ...NO_HOTKEYS, talk } };
  const context = { snapshot: { ...READY, hotkeys } } as SettingsContext;
  render(<TalkKeyPart context={context} id="a" describedBy="b" />);
  await expect.poll(lines).toEqual(expected);
});

import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { TalkKeyPart } from '#renderer/settings/parts/talk-key-part.tsx';
import type { SettingsContext } from '#renderer/settings/row.ts';
import { NO_TALK_KEY, type TalkKeyView } from '#shared/bridge/state.ts';
import { READY } from '../support/ready-snapshot.ts';
import { render } from './support.tsx';

const HOOK: TalkKeyView = { provider: 'hook', label: 'Keyboard hook', reportsRelease: true, skipped: [] };
const SHORTCUT: TalkKeyView = {
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

test.each<[string, TalkKeyView, readonly string[]]>([
  ['holding works', HOOK, ['Keyboard hook: hears press and release, so holding works.']],
  [
    'holding is off, and why',
    SHORTCUT,
    [
      'System shortcut: hears presses only, so the key starts and stops. Holding it is off.',
      'Keyboard hook is not used: There is no X11 display.',
    ],
  ],
  ['nobody hears it', NO_TALK_KEY, ['Nobody hears it. The button, Space and the tray still work.']],
])('says that %s', async (_what, talkKey, expected) => {
  const context = { snapshot: { ...READY, talkKey } } as SettingsContext;
  render(<TalkKeyPart context={context} id="a" describedBy="b" />);
  await expect.poll(lines).toEqual(expected);
});

import { sendPtt } from '#core/control/control-client.ts';
import type { Check } from '#core/diagnostics/checks.ts';
import { checkShortcuts, checkTalkKey, hearing, keyCheck } from '#core/diagnostics/hotkey-checks.ts';
import { KEY_PROVIDERS } from '#core/hotkeys/key-providers.ts';
import type { HotkeyView } from '#shared/bridge/state.ts';
import { appFolders } from './app-folders.ts';

/** Who hears the hotkeys outside the windows: as the running app found out, or what this computer allows. */
export async function checkKeys(): Promise<readonly Check[]> {
  const running = await sendPtt(appFolders(), 'status').catch(() => undefined);
  if (running === undefined) return judgeHere();
  const { hotkeys } = running;
  const talk = isUnasked(hotkeys.talk) ? judgeHere() : checkTalkKey(hotkeys.talk);
  return [...talk, ...checkShortcuts(hotkeys)];
}

/** The browser host hears no keys, and the desktop app none without a shortcut. */
function isUnasked({ provider, skipped }: HotkeyView): boolean {
  return provider === 'none' && skipped.length === 0;
}

function judgeHere(): readonly Check[] {
  const { platform, arch, env } = process;
  return KEY_PROVIDERS.map(({ label, reportsRelease, obstacle }) => {
    const reason = obstacle({ platform, arch, environment: env });
    return reason === undefined
      ? keyCheck(label, 'works', `possible here, ${hearing(reportsRelease)}`)
      : keyCheck(label, 'missing', reason);
  });
}

import { sendPtt } from '#core/control/control-client.ts';
import { KEY_PROVIDERS } from '#core/keys/key-providers.ts';
import type { HotkeyView, HotkeyViews } from '#shared/bridge/state.ts';
import { HOTKEY_ACTIONS, HOTKEY_LABELS, type HotkeyAction } from '#shared/hotkeys/actions.ts';
import { spell } from '#shared/hotkeys/keycaps.ts';
import { appFolders } from './app-folders.ts';
import type { Check } from './checks.ts';

/** Who hears the hotkeys outside the windows: as the running app found out, or what this computer allows. */
export async function checkKeys(): Promise<readonly Check[]> {
  const running = await sendPtt(appFolders(), 'status').catch(() => undefined);
  if (running === undefined) return judgeHere();
  const { hotkeys } = running;
  const talk = isUnasked(hotkeys.talk) ? judgeHere() : tellTalk(hotkeys.talk);
  return [...talk, ...tellShortcuts(hotkeys)];
}

/** The browser host hears no keys, and the desktop app none without a shortcut. */
function isUnasked({ provider, skipped }: HotkeyView): boolean {
  return provider === 'none' && skipped.length === 0;
}

function tellTalk({ provider, label, reportsRelease, skipped }: HotkeyView): readonly Check[] {
  // One that hears another accelerator than the wanted one is no better one.
  const better = skipped
    .filter((entry) => entry.label !== label)
    .map((entry) => row(entry.label, 'missing', entry.reason));
  return provider === 'none'
    ? better
    : [row(label, 'works', `in use, ${hearing(reportsRelease)}`), ...better];
}

/** Every action that is to have a key, and what became of it. */
function tellShortcuts(hotkeys: HotkeyViews): readonly Check[] {
  return HOTKEY_ACTIONS.filter((action) => hotkeys[action].wanted !== '').map((action) =>
    tellShortcut(action, hotkeys[action]),
  );
}

function tellShortcut(action: HotkeyAction, { wanted, bound, label, skipped }: HotkeyView): Check {
  const name = `Shortcut: ${HOTKEY_LABELS[action]}`;
  const keys = spell(wanted, process.platform);
  const reason = skipped.at(-1)?.reason ?? 'Nobody hears it.';
  if (bound === '') return { name, state: 'missing', detail: `${keys}: ${reason}` };
  if (bound === wanted) return { name, state: 'works', detail: `${keys}, by the ${label.toLowerCase()}` };
  return { name, state: 'works', detail: `${keys} was unavailable, using ${spell(bound, process.platform)}` };
}

function judgeHere(): readonly Check[] {
  const { platform, arch, env } = process;
  return KEY_PROVIDERS.map(({ label, reportsRelease, obstacle }) => {
    const reason = obstacle({ platform, arch, environment: env });
    return reason === undefined
      ? row(label, 'works', `possible here, ${hearing(reportsRelease)}`)
      : row(label, 'missing', reason);
  });
}

const row = (label: string, state: Check['state'], detail: string): Check => ({
  name: `Talk key: ${label}`,
  state,
  detail,
});

const hearing = (reportsRelease: boolean): string =>
  reportsRelease ? 'with press and release' : 'with presses only, so the key starts and stops';

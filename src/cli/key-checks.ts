import { sendPtt } from '#core/control/control-client.ts';
import { KEY_PROVIDERS } from '#core/keys/key-providers.ts';
import type { TalkKeyView } from '#shared/bridge/state.ts';
import { appFolders } from './app-folders.ts';
import type { Check } from './checks.ts';

/** Who hears the talk key outside the windows: as the running app found out, or what this computer allows. */
export async function checkKeys(): Promise<readonly Check[]> {
  const running = await sendPtt(appFolders(), 'status').catch(() => undefined);
  return running === undefined || isUnasked(running.talkKey) ? judgeHere() : tell(running.talkKey);
}

/** The browser host hears no keys, and the desktop app none without a shortcut. */
function isUnasked({ provider, skipped }: TalkKeyView): boolean {
  return provider === 'none' && skipped.length === 0;
}

function tell({ provider, label, reportsRelease, skipped }: TalkKeyView): readonly Check[] {
  const better = skipped.map((entry) => row(entry.label, 'missing', entry.reason));
  return provider === 'none'
    ? better
    : [row(label, 'works', `in use, ${hearing(reportsRelease)}`), ...better];
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

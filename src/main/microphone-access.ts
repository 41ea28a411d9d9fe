import { app, systemPreferences } from 'electron';
import type { App } from '#core/app.ts';
import type { RequestPayload } from '#shared/bridge/requests.ts';

type Access = RequestPayload<'microphone.access'>['access'];
type SystemAccess = ReturnType<typeof systemPreferences.getMediaAccessStatus>;

/** The system's words in ours; `unknown` is a Windows too old to have a say. */
const ACCESS: Readonly<Record<SystemAccess, Access>> = {
  'not-determined': 'ask',
  granted: 'granted',
  unknown: 'granted',
  denied: 'denied',
  restricted: 'denied',
};

/** Tells core whether the system lets Hark listen, now and whenever the person comes back to a window. Returns what stops it. */
export function followMicrophoneAccess(core: Pick<App, 'bridge'>): () => void {
  const tell = (): void => void core.bridge.request('microphone.access', systemAccess());
  tell();
  app.on('browser-window-focus', tell);
  return () => app.off('browser-window-focus', tell);
}

/** On Linux no permission is needed unless Hark is sandboxed, and that only opening the microphone tells. */
function systemAccess(): RequestPayload<'microphone.access'> {
  if (process.platform !== 'darwin' && process.platform !== 'win32')
    return { access: 'granted', place: 'linux' };
  const access = ACCESS[systemPreferences.getMediaAccessStatus('microphone')];
  return { access, place: process.platform === 'darwin' ? 'macos' : 'windows' };
}

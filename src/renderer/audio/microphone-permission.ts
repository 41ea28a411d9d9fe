import type { RequestPayload } from '#shared/bridge/requests.ts';

type Access = RequestPayload<'microphone.access'>['access'];

/** `PermissionState` in our words. */
const ACCESS: Readonly<Record<PermissionState, Access>> = {
  prompt: 'ask',
  granted: 'granted',
  denied: 'denied',
};

/**
 * Tells whether this page may listen: now, when that changes, and whenever the person comes back to the page, since not every
 * browser tells of changes. A browser that cannot be asked tells nothing. Returns what stops it.
 */
export function watchMicrophonePermission(onAccess: (access: Access) => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const watch = async (): Promise<void> => {
    const status = await navigator.permissions.query({ name: 'microphone' });
    const tell = (): void => {
      if (!signal.aborted) onAccess(ACCESS[status.state]);
    };
    status.addEventListener('change', tell, { signal });
    window.addEventListener('focus', tell, { signal });
    tell();
  };
  watch().catch(() => {});
  return () => stop.abort();
}

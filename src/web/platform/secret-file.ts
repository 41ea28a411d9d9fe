import { createPrivateRecord } from '#core/hosting/private-record.ts';
import type { SecretStore } from '#core/ports.ts';

/** Keys in a file that only its owner may read: without Electron there is no system store to ask. */
export function createSecretFile(path: string): SecretStore {
  const keys = createPrivateRecord(path);
  return {
    ...keys,
    protection: 'file',
    // Somebody who emptied it in an editor has taken the key out.
    get: async (name) => (await keys.get(name)) || undefined,
  };
}

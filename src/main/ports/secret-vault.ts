import { safeStorage } from 'electron';
import { readPrivateJson, writePrivateJson } from '#core/hosting/private-file.ts';
import type { SecretName, SecretStore } from '#core/ports.ts';
import { HarkError } from '#shared/base/errors.ts';

/**
 * Keys as ciphertext in a file of their own. The system's key store holds what decrypts them; where there is none, keys live
 * in memory until Hark ends. Linux may offer one in name only (`basic_text`), which protects no better than the file.
 */
export function createSecretVault(path: string): SecretStore {
  if (!safeStorage.isEncryptionAvailable()) return createMemoryVault();
  const read = async (): Promise<Record<string, unknown>> => {
    const stored = await readPrivateJson(path);
    return typeof stored === 'object' && stored !== null ? { ...stored } : {};
  };
  let last: Promise<unknown> = Promise.resolve();
  /** One change at a time: two at once would each write back what the other changed. */
  const change = (name: SecretName, ciphertext: string | undefined): Promise<void> => {
    const next = last.then(async () => writePrivateJson(path, { ...(await read()), [name]: ciphertext }));
    last = next.catch(() => {});
    return next;
  };
  return {
    protection: hasRealKeyStore() ? 'system' : 'file',
    async get(name) {
      const ciphertext = (await read())[name];
      return typeof ciphertext === 'string' ? decrypt(ciphertext) : undefined;
    },
    set: (name, value) => change(name, safeStorage.encryptString(value).toString('base64')),
    clear: (name) => change(name, undefined),
  };
}

function hasRealKeyStore(): boolean {
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

function decrypt(ciphertext: string): string {
  try {
    return safeStorage.decryptString(Buffer.from(ciphertext, 'base64'));
  } catch (cause) {
    throw unreadable(cause);
  }
}

function unreadable(cause: unknown): HarkError {
  return new HarkError(
    'unavailable',
    'The stored key cannot be read any more: the system forgot its secret.',
    {
      action: 'Enter the key again.',
      cause,
    },
  );
}

function createMemoryVault(): SecretStore {
  const secrets = new Map<SecretName, string>();
  return {
    protection: 'memory',
    get: async (name) => secrets.get(name),
    set: async (name, value) => void secrets.set(name, value),
    clear: async (name) => void secrets.delete(name),
  };
}

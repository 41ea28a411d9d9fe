import { safeStorage } from 'electron';
import { createPrivateRecord } from '#core/hosting/private-record.ts';
import type { SecretName, SecretStore } from '#core/ports.ts';
import { HarkError } from '#shared/base/errors.ts';

/**
 * Keys as ciphertext in a file of their own; the system's key store holds what decrypts them. Where there is none, keys live in
 * memory until Hark ends. To be called when the app is ready.
 */
export async function createSecretVault(path: string): Promise<SecretStore> {
  const ciphertexts = createPrivateRecord(path);
  if (!(await hasKeyStore())) return createMemoryVault(ciphertexts);
  const set = async (name: SecretName, value: string): Promise<void> => {
    const ciphertext = await safeStorage.encryptStringAsync(value);
    await ciphertexts.set(name, ciphertext.toString('base64'));
  };
  return {
    protection: 'system',
    async get(name) {
      const ciphertext = await ciphertexts.get(name);
      if (ciphertext === undefined) return undefined;
      const { result, shouldReEncrypt } = await decrypt(ciphertext);
      if (shouldReEncrypt) await set(name, result);
      return result;
    },
    set,
    clear: ciphertexts.clear,
  };
}

/** Linux may offer one in name only: `basic_text` encrypts with a password that everybody knows. */
async function hasKeyStore(): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

async function decrypt(ciphertext: string): Promise<{ result: string; shouldReEncrypt: boolean }> {
  try {
    return await safeStorage.decryptStringAsync(Buffer.from(ciphertext, 'base64'));
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

/** What was stored while there was a key store stays for the day it is back. */
function createMemoryVault(ciphertexts: Pick<SecretStore, 'get' | 'clear'>): SecretStore {
  const secrets = new Map<SecretName, string>();
  return {
    protection: 'memory',
    async get(name) {
      const value = secrets.get(name);
      if (value !== undefined || (await ciphertexts.get(name)) === undefined) return value;
      throw new HarkError('unavailable', 'The stored key cannot be read: the system’s key store is missing.');
    },
    set: async (name, value) => void secrets.set(name, value),
    async clear(name) {
      secrets.delete(name);
      if ((await ciphertexts.get(name)) !== undefined) await ciphertexts.clear(name);
    },
  };
}

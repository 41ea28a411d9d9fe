import { safeStorage } from 'electron';
import { createPrivateRecord } from '#core/hosting/private-record.ts';
import type { SecretName, SecretStore } from '#core/ports.ts';
import { HarkError } from '#shared/base/errors.ts';

/**
 * Keys as ciphertext in a file of their own. The system's key store holds what decrypts them; where there is none, keys live
 * in memory until Hark ends. Linux may offer one in name only (`basic_text`), which protects no better than the file.
 */
export function createSecretVault(path: string): SecretStore {
  if (!safeStorage.isEncryptionAvailable()) return createMemoryVault();
  const ciphertexts = createPrivateRecord(path);
  return {
    protection: hasRealKeyStore() ? 'system' : 'file',
    async get(name) {
      const ciphertext = await ciphertexts.get(name);
      return ciphertext === undefined ? undefined : decrypt(ciphertext);
    },
    set: (name, value) => ciphertexts.set(name, safeStorage.encryptString(value).toString('base64')),
    clear: ciphertexts.clear,
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

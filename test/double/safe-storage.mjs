// safeStorage with a key of this run's user: real encryption, so that plain text in a file is noticed, but no real secret.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { settings } from './settings.mjs';

const KEY = createHash('sha256').update('electron-double').digest();
const PREFIX = Buffer.from('v10');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function isAvailable() {
  return settings.keyStore !== 'none';
}

function encrypt(text) {
  if (!isAvailable())
    throw new Error('Error while encrypting the text provided to safeStorage.encryptString.');
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', KEY, nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([PREFIX, nonce, cipher.getAuthTag(), body]);
}

function decrypt(encrypted) {
  const start = PREFIX.length + NONCE_BYTES;
  if (!isAvailable() || !encrypted.subarray(0, PREFIX.length).equals(PREFIX)) {
    throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptString.');
  }
  const decipher = createDecipheriv('aes-256-gcm', KEY, encrypted.subarray(PREFIX.length, start));
  decipher.setAuthTag(encrypted.subarray(start, start + TAG_BYTES));
  return Buffer.concat([decipher.update(encrypted.subarray(start + TAG_BYTES)), decipher.final()]).toString(
    'utf8',
  );
}

export const safeStorage = {
  isEncryptionAvailable: isAvailable,
  encryptString: encrypt,
  decryptString: decrypt,
  isAsyncEncryptionAvailable: async () => isAvailable(),
  encryptStringAsync: async (text) => encrypt(text),
  decryptStringAsync: async (encrypted) => ({ result: decrypt(encrypted), shouldReEncrypt: false }),
  getSelectedStorageBackend: () => (isAvailable() ? settings.keyStore : 'basic_text'),
};

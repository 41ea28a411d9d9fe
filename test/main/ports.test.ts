import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const fake = vi.hoisted(() => ({
  available: true,
  backend: 'gnome_libsecret',
}));
vi.mock('electron', () => ({
  safeStorage: {
    isEncryptionAvailable: () => fake.available,
    getSelectedStorageBackend: () => fake.backend,
    encryptString: (text: string) => Buffer.from([...Buffer.from(text)].map((byte) => byte ^ 0x5a)),
    decryptString: (bytes: Buffer) => {
      if (bytes.length === 0) throw new Error('Error while decrypting the ciphertext.');
      return Buffer.from([...bytes].map((byte) => byte ^ 0x5a)).toString();
    },
  },
}));
const { createSecretVault } = await import('#main/ports/secret-vault.ts');
const { createSettingsStore } = await import('#main/ports/settings-store.ts');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hark-main-'));
  fake.available = true;
  fake.backend = 'gnome_libsecret';
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the secret vault', () => {
  const file = (): string => join(folder, 'secrets.json');

  test('keeps ciphertext only, readable by its owner', async () => {
    await createSecretVault(file()).set('openaiKey', 'sk-canary');
    expect(await readFile(file(), 'utf8')).not.toContain('canary');
    if (process.platform !== 'win32') expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await createSecretVault(file()).get('openaiKey')).toBe('sk-canary');
  });

  test('forgets one secret and keeps the other', async () => {
    const vault = createSecretVault(file());
    await Promise.all([vault.set('openaiKey', 'a'), vault.set('serverKey', 'b')]);
    await vault.clear('openaiKey');
    expect([await vault.get('openaiKey'), await vault.get('serverKey')]).toEqual([undefined, 'b']);
  });

  test('ciphertext of another system says what to do', async () => {
    const vault = createSecretVault(file());
    await vault.set('openaiKey', '');
    await expect(vault.get('openaiKey')).rejects.toMatchObject({ action: 'Enter the key again.' });
  });

  test('a damaged file is set aside by the next key', async () => {
    await writeFile(file(), '{"openaiKey":');
    const vault = createSecretVault(file());
    await expect(vault.get('openaiKey')).rejects.toMatchObject({ reason: 'unavailable' });
    await vault.set('openaiKey', 'x');
    expect(await vault.get('openaiKey')).toBe('x');
    expect(await readFile(`${file()}.corrupt`, 'utf8')).toBe('{"openaiKey":');
  });

  test('tells honestly how well it protects', () => {
    if (process.platform === 'linux') {
      expect(createSecretVault(file()).protection).toBe('system');
      fake.backend = 'basic_text';
      expect(createSecretVault(file()).protection).toBe('file');
    }
    fake.available = false;
    expect(createSecretVault(file()).protection).toBe('memory');
  });

  test('without a key store nothing is written', async () => {
    fake.available = false;
    const vault = createSecretVault(file());
    await vault.set('openaiKey', 'sk-canary');
    expect(await vault.get('openaiKey')).toBe('sk-canary');
    await expect(stat(file())).rejects.toThrow();
  });
});

test('electron-store keeps the settings in the folder it is given', async () => {
  const log = { error() {}, warn() {}, info() {}, debug() {} };
  const store = createSettingsStore(folder, log);
  expect(store.load()).toBeUndefined();
  await store.save({ version: 1 });
  expect(createSettingsStore(folder, log).load()).toEqual({ version: 1 });
});

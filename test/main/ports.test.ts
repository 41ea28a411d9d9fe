import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const DOUBLE = vi.hoisted(() => new URL('../double/', import.meta.url));
vi.mock('electron', () => import(new URL('safe-storage.mjs', DOUBLE).href));
const { createSecretVault } = await import('#main/ports/secret-vault.ts');
const { createSettingsStore } = await import('#main/ports/settings-store.ts');
const { settings: double } = await import(new URL('settings.mjs', DOUBLE).href);
const { safeStorage } = await import(new URL('safe-storage.mjs', DOUBLE).href);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hark-main-'));
  double.keyStore = 'gnome_libsecret';
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the secret vault', () => {
  const file = (): string => join(folder, 'secrets.json');
  const open = () => createSecretVault(file());
  const onLinux = test.runIf(process.platform === 'linux');

  test('keeps ciphertext only, readable by its owner', async () => {
    await (await open()).set('openaiKey', 'sk-canary');
    expect(await readFile(file(), 'utf8')).not.toContain('canary');
    if (process.platform !== 'win32') expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await (await open()).get('openaiKey')).toBe('sk-canary');
  });

  test('forgets one secret and keeps the other', async () => {
    const vault = await open();
    await Promise.all([vault.set('openaiKey', 'a'), vault.set('serverKey', 'b')]);
    await vault.clear('openaiKey');
    expect([await vault.get('openaiKey'), await vault.get('serverKey')]).toEqual([undefined, 'b']);
  });

  test('ciphertext of another system says what to do', async () => {
    await writeFile(file(), JSON.stringify({ openaiKey: 'AAAA' }));
    await expect((await open()).get('openaiKey')).rejects.toMatchObject({ action: 'Enter the key again.' });
  });

  test('a damaged file is set aside by the next key', async () => {
    await writeFile(file(), '{"openaiKey":');
    const vault = await open();
    await expect(vault.get('openaiKey')).rejects.toMatchObject({ reason: 'unavailable' });
    await vault.set('openaiKey', 'x');
    expect(await vault.get('openaiKey')).toBe('x');
    expect(await readFile(`${file()}.corrupt`, 'utf8')).toBe('{"openaiKey":');
  });

  test('is encrypted anew when the system has a newer secret', async () => {
    const vault = await open();
    await vault.set('openaiKey', 'sk-canary');
    const before = await readFile(file(), 'utf8');
    const decrypt = vi.spyOn(safeStorage, 'decryptStringAsync');
    decrypt.mockResolvedValueOnce({ result: 'sk-canary', shouldReEncrypt: true });
    expect(await vault.get('openaiKey')).toBe('sk-canary');
    decrypt.mockRestore();
    expect(await readFile(file(), 'utf8')).not.toBe(before);
    expect(await vault.get('openaiKey')).toBe('sk-canary');
  });

  test('tells how well it protects', async () => {
    expect(await open()).toMatchObject({ protection: 'system' });
    double.keyStore = 'none';
    expect(await open()).toMatchObject({ protection: 'memory' });
  });

  onLinux('is no better than none where the key store is one in name only', async () => {
    double.keyStore = 'basic_text';
    expect(await open()).toMatchObject({ protection: 'memory' });
  });

  test('without a key store keeps a key until Hark ends, and writes nothing', async () => {
    double.keyStore = 'none';
    const vault = await open();
    await vault.set('openaiKey', 'sk-canary');
    expect(await vault.get('openaiKey')).toBe('sk-canary');
    await vault.clear('openaiKey');
    expect(await vault.get('openaiKey')).toBeUndefined();
    await expect(stat(file())).rejects.toThrow();
  });

  test('keeps what was encrypted while the key store is missing, and says that it is', async () => {
    await (await open()).set('openaiKey', 'sk-canary');
    double.keyStore = 'none';
    const without = await open();
    await expect(without.get('openaiKey')).rejects.toThrow('key store is missing');
    await without.set('openaiKey', 'sk-other');
    expect(await without.get('openaiKey')).toBe('sk-other');
    double.keyStore = 'gnome_libsecret';
    expect(await (await open()).get('openaiKey')).toBe('sk-canary');
    double.keyStore = 'none';
    await (await open()).clear('openaiKey');
    double.keyStore = 'gnome_libsecret';
    expect(await (await open()).get('openaiKey')).toBeUndefined();
  });
});

test('electron-store keeps the settings in the folder it is given', async () => {
  const log = { error() {}, warn() {}, info() {}, debug() {} };
  const store = createSettingsStore(folder, log);
  expect(store.load()).toBeUndefined();
  await store.save({ version: 1 });
  expect(createSettingsStore(folder, log).load()).toEqual({ version: 1 });
});

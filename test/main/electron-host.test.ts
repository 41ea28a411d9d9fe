import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';

const fake = vi.hoisted(() => ({
  folder: '',
  safeStorage: new URL('../double/safe-storage.mjs', import.meta.url),
}));
vi.mock('electron', async () => ({
  ...(await import(fake.safeStorage.href)),
  app: { getPath: () => fake.folder, getVersion: () => '1.2.3' },
}));
const { createElectronHost } = await import('#main/ports/electron-ports.ts');

test('a terminal that was closed ends nothing', async () => {
  fake.folder = await mkdtemp(join(tmpdir(), 'hark-host-'));
  onTestFinished(() => rm(fake.folder, { recursive: true }));
  const { log } = await createElectronHost();
  onTestFinished(log.close);
  expect(() => process.stderr.emit('error', new Error('write EPIPE'))).not.toThrow();
});

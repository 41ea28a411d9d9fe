import { readPrivateJson, writePrivateJson } from '#core/hosting/private-file.ts';
import type { SecretName, SecretStore } from '#core/ports.ts';

/** Keys in a file that only its owner may read: without Electron there is no system store to ask. */
export function createSecretFile(path: string): SecretStore {
  const read = async (): Promise<Record<string, unknown>> => {
    const value = await readPrivateJson(path);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  };
  let last: Promise<unknown> = Promise.resolve();
  /** One change at a time: two at once would each write back what the other changed. */
  const change = (apply: (secrets: Record<string, unknown>) => void): Promise<void> => {
    const next = last.then(async () => {
      const secrets = await read();
      apply(secrets);
      await writePrivateJson(path, secrets);
    });
    last = next.catch(() => {});
    return next;
  };
  return {
    protection: 'file',
    async get(name: SecretName) {
      const value = (await read())[name];
      return typeof value === 'string' && value !== '' ? value : undefined;
    },
    set: (name, value) =>
      change((secrets) => {
        secrets[name] = value;
      }),
    clear: (name) =>
      change((secrets) => {
        delete secrets[name];
      }),
  };
}

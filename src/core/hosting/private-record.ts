import { rename } from 'node:fs/promises';
import type { SecretName } from '../ports.ts';
import { readPrivateJson, writePrivateJson } from './private-file.ts';

/** Secrets by name, in whatever form the host writes them, in one file that only its owner may read. */
export type PrivateRecord = {
  /** Rejects when the file cannot be read or is damaged. */
  get(name: SecretName): Promise<string | undefined>;
  /** A damaged file is set aside: what it held is lost to Hark already, and must not stand in the way. */
  set(name: SecretName, value: string): Promise<void>;
  /** Rejects like `get`: of a damaged file nobody can say that the secret is gone. */
  clear(name: SecretName): Promise<void>;
};

export function createPrivateRecord(path: string): PrivateRecord {
  const read = async (): Promise<Record<string, unknown>> => {
    const value = await readPrivateJson(path);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  };
  const readOrSetAside = (): Promise<Record<string, unknown>> =>
    read().catch(async (error: unknown) => {
      if (!isDamage(error)) throw error;
      await rename(path, `${path}.corrupt`);
      return {};
    });
  let last: Promise<unknown> = Promise.resolve();
  /** One change at a time: two at once would each write back what the other changed. */
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const next = last.then(change);
    last = next.catch(() => {});
    return next;
  };
  return {
    async get(name) {
      const value = (await read())[name];
      return typeof value === 'string' ? value : undefined;
    },
    set: (name, value) =>
      inTurn(async () => writePrivateJson(path, { ...(await readOrSetAside()), [name]: value })),
    clear: (name) => inTurn(async () => writePrivateJson(path, { ...(await read()), [name]: undefined })),
  };
}

function isDamage(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof SyntaxError;
}

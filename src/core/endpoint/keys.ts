import { HarkError } from '#shared/base/errors.ts';
import type { KeySource } from '#shared/bridge/state.ts';
import type { Ports, SecretName } from '../ports.ts';
import { cleanApiKey } from './api-key.ts';

/** Whom a key is for: OpenAI, or the one server with this origin. */
export type KeyOwner = { readonly kind: 'openai' } | { readonly kind: 'server'; readonly origin: string };

export type KnownKey = { readonly value: string; readonly source: KeySource };

export type Keys = {
  /** The key for exactly this owner: the stored one, for OpenAI else the environment's. */
  get(owner: KeyOwner): Promise<KnownKey | undefined>;
  /** Cleans and stores a pasted key, `''` forgets it. Answers what was cleaned. Rejects with `invalid_input`. */
  set(owner: KeyOwner, pasted: string): Promise<readonly string[]>;
};

export type KeysParts = Pick<Ports, 'secrets' | 'environment'> & {
  /** A broken key store keeps nobody from working offline. */
  readonly onProblem: (problem: HarkError) => void;
};

/** A server's key is stored with its origin in front, so that it is never sent to another one. */
export function createKeys({ secrets, environment, onProblem }: KeysParts): Keys {
  const read = (name: SecretName): Promise<string | undefined> =>
    secrets.get(name).catch((cause: unknown) => {
      onProblem(
        new HarkError('unavailable', 'The stored key could not be read.', {
          kept: 'It was not deleted.',
          action: 'Enter the key again.',
          cause,
        }),
      );
      return undefined;
    });
  return {
    async get(owner) {
      const stored = await read(secretOf(owner));
      if (owner.kind === 'openai') {
        return stored === undefined ? environmentKey(environment.OPENAI_API_KEY) : fromStore(stored);
      }
      const prefix = `${owner.origin} `;
      return stored?.startsWith(prefix) === true ? fromStore(stored.slice(prefix.length)) : undefined;
    },
    async set(owner, pasted) {
      if (pasted === '') {
        await secrets.clear(secretOf(owner));
        return [];
      }
      const { key, notes } = cleanApiKey(pasted);
      await secrets.set(secretOf(owner), owner.kind === 'openai' ? key : `${owner.origin} ${key}`);
      return notes;
    },
  };
}

const secretOf = (owner: KeyOwner): SecretName => (owner.kind === 'openai' ? 'openaiKey' : 'serverKey');

const fromStore = (value: string): KnownKey => ({ value, source: 'stored' });

function environmentKey(value: string | undefined): KnownKey | undefined {
  if (value === undefined || value.trim() === '') return undefined;
  return { value: cleanApiKey(value).key, source: 'environment' };
}

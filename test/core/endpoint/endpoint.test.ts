import { describe, expect, it } from 'vitest';
import { chooseEndpoint, keyOwnerOf, readOverride, unusableEndpoint } from '#core/endpoint/endpoint.ts';
import { createKeys, type Keys } from '#core/endpoint/keys.ts';
import type { HarkError } from '#shared/base/errors.ts';
import { DEFAULT_SETTINGS, type Settings } from '#shared/settings/settings.ts';
import { createFakePorts } from '../../support/fake-ports.ts';

const auto = DEFAULT_SETTINGS.endpoint;
const custom: Settings['endpoint'] = { ...auto, kind: 'custom', url: 'wss://voice.example/v1/realtime' };

function makeKeys(environment: { OPENAI_API_KEY?: string } = {}): {
  keys: Keys;
  stored: Map<string, string>;
  problems: HarkError[];
} {
  const ports = createFakePorts({ environment });
  ports.dispose();
  const problems: HarkError[] = [];
  const keys = createKeys({ ...ports, onProblem: (problem) => problems.push(problem) });
  return { keys, stored: ports.secretValues, problems };
}

describe('where the session runs', () => {
  it('is the engine without a key', async () => {
    const endpoint = await chooseEndpoint({ settings: auto, keys: makeKeys().keys });
    expect(endpoint).toMatchObject({ model: 'hark-offline', view: { provider: 'engine', key: 'none' } });
  });

  it.each([
    ['stored', {}],
    ['environment', { OPENAI_API_KEY: 'sk-env\n' }],
  ] as const)('is OpenAI with a key, and tells where it is from: %s', async (source, environment) => {
    const { keys, stored } = makeKeys(environment);
    if (!('OPENAI_API_KEY' in environment)) stored.set('openaiKey', 'sk-env');
    const endpoint = await chooseEndpoint({ settings: auto, keys });
    expect(endpoint).toMatchObject({ key: 'sk-env', view: { provider: 'openai', key: source } });
    expect(endpoint.server).toBeUndefined();
  });

  it('prefers the stored key to the environment', async () => {
    const { keys, stored } = makeKeys({ OPENAI_API_KEY: 'sk-env' });
    stored.set('openaiKey', 'sk-stored');
    expect(await chooseEndpoint({ settings: auto, keys })).toMatchObject({ key: 'sk-stored' });
  });

  it('is the engine when the settings say so, whatever key is known', async () => {
    const { keys } = makeKeys({ OPENAI_API_KEY: 'sk-env' });
    expect(await chooseEndpoint({ settings: { ...auto, kind: 'engine' }, keys })).not.toHaveProperty('key');
  });

  it('refuses OpenAI without a key', async () => {
    const choice = chooseEndpoint({ settings: { ...auto, kind: 'openai' }, keys: makeKeys().keys });
    await expect(choice).rejects.toMatchObject({ reason: 'authentication', action: expect.any(String) });
  });

  it('is the named server, without the key of OpenAI', async () => {
    const { keys, stored } = makeKeys({ OPENAI_API_KEY: 'sk-env' });
    stored.set('openaiKey', 'sk-stored');
    const endpoint = await chooseEndpoint({ settings: custom, keys });
    expect(endpoint).toMatchObject({
      server: { url: custom.url },
      view: { label: 'voice.example', key: 'none' },
    });
    expect(endpoint).not.toHaveProperty('key');
  });

  it('sends a server key to the server it was entered for and to no other', async () => {
    const { keys } = makeKeys();
    await keys.set(keyOwnerOf({ settings: custom, override: undefined }), 'k-1');
    expect(await chooseEndpoint({ settings: custom, keys })).toMatchObject({ key: 'k-1' });
    for (const url of ['wss://voice.example:8443/', 'wss://voice.example.evil.test/', 'wss://evil.test/']) {
      expect(await chooseEndpoint({ settings: { ...custom, url }, keys })).not.toHaveProperty('key');
    }
    expect(await chooseEndpoint({ settings: auto, keys })).toMatchObject({ view: { provider: 'engine' } });
  });

  it('is spoken to in the protocol and asked for the models that were chosen', async () => {
    const { keys, stored } = makeKeys();
    stored.set('openaiKey', 'sk-stored');
    const chosen = { protocol: 'beta', model: 'm', transcriptionModel: 't' } as const;
    const choose = (settings: Settings['endpoint']) => chooseEndpoint({ settings, keys });
    expect(await choose({ ...custom, ...chosen })).toMatchObject(chosen);
    // Only an own server may speak the older form; the engine has its own models.
    expect(await choose({ ...auto, ...chosen })).toMatchObject({ ...chosen, protocol: 'ga' });
    expect(await choose({ ...auto, ...chosen, kind: 'engine' })).toMatchObject({
      protocol: 'ga',
      model: 'hark-offline',
      transcriptionModel: 'hark-offline',
    });
    expect(await choose({ ...auto, model: 'm' })).toMatchObject({ transcriptionModel: 'gpt-transcribe' });
  });

  it('is the override of this run', async () => {
    const { keys } = makeKeys({ OPENAI_API_KEY: 'sk-env' });
    const choose = async (override: string) =>
      (await chooseEndpoint({ settings: auto, override, keys })).provider.id;
    expect(await choose('engine')).toBe('engine');
    expect(await choose('openai')).toBe('openai');
    expect(await choose('ws://127.0.0.1:9/')).toBe('custom');
    expect(() => readOverride('cloud')).toThrow('is not a full address');
  });

  it('falls back to the engine when the key store is broken, and says so', async () => {
    const ports = createFakePorts();
    ports.dispose();
    const problems: HarkError[] = [];
    const secrets = { ...ports.secrets, get: () => Promise.reject(new Error('no keyring')) };
    const keys = createKeys({ ...ports, secrets, onProblem: (problem) => problems.push(problem) });
    expect(await chooseEndpoint({ settings: auto, keys })).toMatchObject({ view: { provider: 'engine' } });
    expect(problems.map((problem) => problem.message)).toEqual(['The stored key could not be read.']);
  });

  it('is shown even when it cannot be used', () => {
    expect(unusableEndpoint({ settings: { ...auto, kind: 'openai' }, override: undefined })).toMatchObject({
      provider: 'openai',
      key: 'none',
    });
  });
});

describe('keys', () => {
  it('are forgotten when an empty one is set', async () => {
    const { keys, stored } = makeKeys();
    expect(await keys.set({ kind: 'openai' }, ' sk-1 ')).toEqual(['Spaces around the key were removed.']);
    expect(stored.get('openaiKey')).toBe('sk-1');
    expect(await keys.set({ kind: 'openai' }, '')).toEqual([]);
    expect(stored.size).toBe(0);
  });
});

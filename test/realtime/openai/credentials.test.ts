import { afterEach, expect, it, vi } from 'vitest';
import { resolveApiKey } from '#realtime/openai/credentials.ts';
import { resolveEndpoint } from '#realtime/openai/endpoint.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

it("MC-1: OpenAI gets the environment's key, unless another is given as text or by a function", async () => {
  vi.stubEnv('OPENAI_API_KEY', 'sk-environment');
  const openai = resolveEndpoint({ modelName: 'gpt-realtime' });
  expect(await resolveApiKey(undefined, openai)).toBe('sk-environment');
  expect(await resolveApiKey('sk-given', openai)).toBe('sk-given');
  expect(await resolveApiKey(() => 'sk-fetched', openai)).toBe('sk-fetched');
  expect(await resolveApiKey(async () => 'sk-fetched-later', openai)).toBe('sk-fetched-later');
});

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Settings } from '#shared/settings/settings.ts';
import { startBetaServer } from '../../realtime/support/beta-server.ts';
import { confirmSettings, serverError } from '../../realtime/support/wire-script.ts';
import {
  type ScriptedPeer,
  type ScriptedServerOptions,
  startScriptedServer,
} from '../../support/scripted-server.ts';
import { type AppBench, openAppBench } from '../support/app-bench.ts';

const KEY = 'canary-1234567890';

/** An app whose own server is at this address; nothing is connected. */
async function withOwnServer(url: string, more: Partial<Settings['endpoint']> = {}): Promise<AppBench> {
  const bench = await openAppBench();
  await bench.request('settings.update', { patch: { endpoint: { kind: 'custom', url, ...more } } });
  await bench.request('key.set', { value: KEY });
  return bench;
}

async function withScriptedServer(options: ScriptedServerOptions = {}) {
  const server = await startScriptedServer(options);
  onTestFinished(() => server.close());
  return { server, bench: await withOwnServer(server.url) };
}

describe('the test of the connection', () => {
  it('connects with key and models, ends the session, and tells how long it took', async () => {
    const { server, bench } = await withScriptedServer();
    const tested = bench.request('endpoint.test');
    const peer = await server.connection();
    expect(peer.request.headers.authorization).toBe(`Bearer ${KEY}`);
    await confirmSettings(peer);
    expect(await tested).toEqual({
      ok: true,
      value: { label: new URL(server.url).host, model: 'gpt-realtime-2.1', connectMs: expect.any(Number) },
    });
    await peer.closed;
    expect(peer.received.map(({ type }) => type)).toEqual(['session.update']);
  });

  it('works for the offline engine, and leaves the conversation with it alone', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const conversation = await bench.connected();
    await expect.poll(() => bench.app.state.assistant.kind).toBe('ready');
    const before = conversation.received.length;
    const tested = bench.request('endpoint.test');
    await bench.connected();
    expect(await tested).toMatchObject({ ok: true, value: { label: 'On this computer' } });
    await conversation.settled();
    expect(conversation.received).toHaveLength(before);
    expect(bench.app.state).toMatchObject({ assistant: { kind: 'ready' }, transcript: [], notices: [] });
    expect(bench.ports.engineStarts).toBe(1);
  });

  it.each([
    ['a wrong key', { refuseWith: 401 }, 'authentication', 'refused the key'],
    ['a wrong address', { refuseWith: 404 }, 'model', 'address or model'],
    ['a web server', { refuseWith: 200 }, 'server', 'instead of a connection'],
    [
      'an empty account',
      { refuseWith: 429, refusal: '{"error":{"type":"t","code":"insufficient_quota","message":"m"}}' },
      'authentication',
      'no credit left',
    ],
  ])('tells %s apart, with one thing to do and without the key', async (_, options, reason, words) => {
    const { bench } = await withScriptedServer(options);
    const reply = await bench.request('endpoint.test');
    expect(reply).toMatchObject({
      ok: false,
      error: { reason, message: expect.stringContaining(words), action: expect.stringMatching(/\w/) },
    });
    expect(JSON.stringify([reply, bench.ports.logged, bench.events])).not.toContain('canary');
  });

  it.each([
    ['model_not_found', 'model'],
    ['insufficient_quota', 'authentication'],
    ['beta_api_shape_disabled', 'server'],
  ])('tells what a server says instead of beginning: %s', async (code, reason) => {
    const { server, bench } = await withScriptedServer({ greet: false });
    const tested = bench.request('endpoint.test');
    const failure = JSON.stringify(serverError(code)).replace('Error', `Key ${KEY} refused:`);
    (await server.connection()).sendText(failure);
    const reply = await tested;
    expect(reply).toMatchObject({ ok: false, error: { reason, action: expect.stringMatching(/\w/) } });
    expect(JSON.stringify(reply)).not.toContain('canary');
  });

  it('tells that nobody is there', async () => {
    const { server, bench } = await withScriptedServer();
    await server.close();
    expect(await bench.request('endpoint.test')).toMatchObject({
      error: { reason: 'connection', message: 'No server answers at this address.' },
    });
  });

  it('tells a name that is nowhere', async () => {
    const bench = await withOwnServer('wss://no-such-host.invalid/v1/realtime');
    expect(await bench.request('endpoint.test')).toMatchObject({
      error: { reason: 'connection', message: expect.stringContaining('name of the server') },
    });
  });

  it('tells a server without encryption under a secure address', async () => {
    const http = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
    onTestFinished(() => void http.close());
    await expect.poll(() => http.listening).toBe(true);
    const bench = await withOwnServer(`wss://127.0.0.1:${(http.address() as AddressInfo).port}/`);
    expect(await bench.request('endpoint.test')).toMatchObject({
      error: { reason: 'connection', message: expect.stringContaining('another protocol') },
    });
  });

  it.each([
    ['does not answer', { silent: true }, 'did not answer within 3 s'],
    ['speaks another language', { greet: false }, 'began no session'],
  ])('gives up on a server that %s', async (_, options, words) => {
    const { bench } = await withScriptedServer(options);
    expect(await bench.request('endpoint.test')).toMatchObject({
      error: { reason: 'connection', message: expect.stringContaining(words) },
    });
  });

  it('leads from the wrong protocol to the right one', async () => {
    const server = await startBetaServer();
    onTestFinished(() => server.close());
    const bench = await withOwnServer(server.url);
    expect(await bench.request('endpoint.test')).toMatchObject({
      ok: false,
      error: { action: expect.stringContaining('the other protocol') },
    });
    await bench.request('settings.update', { patch: { endpoint: { protocol: 'beta' } } });
    expect(await bench.request('endpoint.test')).toMatchObject({ ok: true });
  });

  it('tells that a key is missing before anything is connected', async () => {
    const bench = await openAppBench();
    await bench.request('settings.update', { patch: { endpoint: { kind: 'openai' } } });
    expect(await bench.request('endpoint.test')).toMatchObject({
      error: { reason: 'authentication', action: expect.stringContaining('Enter a key') },
    });
  });

  it.each(['endpoint.test_cancel', 'endpoint.test'] as const)('is called off by %s', async (name) => {
    const { server, bench } = await withScriptedServer();
    const tested = bench.request('endpoint.test');
    const peer: ScriptedPeer = await server.connection();
    const next = bench.request(name);
    expect(await tested).toMatchObject({ error: { reason: 'closed', message: 'The test was called off.' } });
    await peer.closed;
    if (name === 'endpoint.test') await confirmSettings(await server.connection());
    expect(await next).toMatchObject({ ok: true });
  });
});

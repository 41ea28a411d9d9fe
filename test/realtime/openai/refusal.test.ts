import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { OpenAIRealtimeWebSocketModel } from '#realtime/index.ts';
import { startScriptedServer } from '../../support/scripted-server.ts';
import { SELF_SIGNED } from '../../support/self-signed.ts';

/** What connecting to this address is refused with. */
async function refusalOf(url: string): Promise<unknown> {
  const model = new OpenAIRealtimeWebSocketModel();
  onTestFinished(() => model.close());
  return model.connect({ modelName: 'm', url, apiKey: 'sk-secret-canary' }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const errorBody = (code: string): string =>
  JSON.stringify({ error: { type: 'invalid_request_error', code, message: 'Refused sk-secret-canary.' } });

describe('a handshake that is refused', () => {
  it.each([
    [429, 'insufficient_quota', 'authentication', 'no credit'],
    [400, 'billing_hard_limit_reached', 'authentication', 'no credit'],
    [400, 'model_not_found', 'model', 'no such model'],
    [401, 'invalid_api_key', 'authentication', 'refused the key'],
  ])('with HTTP %i and the code %s is told as %s: %s', async (refuseWith, code, reason, words) => {
    const server = await startScriptedServer({ refuseWith, refusal: errorBody(code) });
    onTestFinished(() => server.close());
    const error = await refusalOf(server.url);
    expect(error).toMatchObject({ reason, message: expect.stringContaining(words) });
    expect(String(error)).not.toContain('canary');
  });

  it.each([
    ['is no JSON', '<html>'],
    ['is no error of the protocol', '{"error":"no"}'],
    ['is null', 'null'],
    ['has no end in sight', 'x'.repeat(1024 * 1024)],
  ])('goes by its status when its text %s', async (_, refusal) => {
    const server = await startScriptedServer({ refuseWith: 404, refusal });
    onTestFinished(() => server.close());
    expect(await refusalOf(server.url)).toMatchObject({ reason: 'model' });
  });

  it('goes by its status when its text stops in the middle', async () => {
    const http = createServer((_, response) => response.end());
    http.on('upgrade', (_, stream) => {
      onTestFinished(() => void stream.destroy());
      stream.write('HTTP/1.1 401 No\r\nContent-Length: 100\r\n\r\n{"error":');
    });
    const url = `ws://127.0.0.1:${await portOf(http)}/`;
    expect(await refusalOf(url)).toMatchObject({ reason: 'authentication' });
  });
});

describe('an address where no such server is', () => {
  it('whose certificate nobody vouches for is told as that', async () => {
    const port = await portOf(createTlsServer(SELF_SIGNED));
    expect(await refusalOf(`wss://127.0.0.1:${port}/`)).toMatchObject({
      reason: 'connection',
      message: expect.stringContaining('certificate of the server is not trusted'),
    });
  });

  it('with a server without encryption under wss is told as another protocol', async () => {
    const port = await portOf(createServer((_, response) => response.end()));
    expect(await refusalOf(`wss://127.0.0.1:${port}/`)).toMatchObject({
      message: 'What answers at this address speaks another protocol.',
    });
  });

  it('with a server of something else is told as another protocol', async () => {
    const port = await portOf(createTcpServer((stream) => stream.end('220 mail.example ESMTP\r\n')));
    expect(await refusalOf(`ws://127.0.0.1:${port}/`)).toMatchObject({
      message: 'What answers at this address speaks another protocol.',
    });
  });

  it('whose name is nowhere is told as that', async () => {
    expect(await refusalOf('wss://no-such-host.invalid/')).toMatchObject({
      message: expect.stringContaining('name of the server'),
    });
  });
});

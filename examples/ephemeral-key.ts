// A client that must not know your API key gets a short-lived one from your server, right before it connects.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RealtimeAgent, RealtimeRunner } from 'hark/realtime';
import { openServer } from './support/server.ts';
import { ask } from './support/talk.ts';

await using server = await openServer();

// Your server. A real one forwards the call to https://api.openai.com/v1/realtime/client_secrets with your API key.
let issued = 0;
const backend = createServer((request, response) => {
  const isAllowed = request.method === 'POST' && request.headers.authorization === 'Bearer user-session';
  if (isAllowed) issued += 1;
  const secret = { value: server.apiKey, expires_at: Math.floor(Date.now() / 1000) + 60 };
  response.writeHead(isAllowed ? 200 : 401, { 'content-type': 'application/json' });
  response.end(JSON.stringify(isAllowed ? secret : {}));
});
backend.listen(0, '127.0.0.1');
await once(backend, 'listening');
const secrets = `http://127.0.0.1:${(backend.address() as AddressInfo).port}/client_secrets`;

// The client.
async function fetchKey(session: string): Promise<string> {
  const response = await fetch(secrets, { method: 'POST', headers: { authorization: `Bearer ${session}` } });
  if (!response.ok) throw new Error(`No key: HTTP ${response.status}.`);
  const { value } = (await response.json()) as { value: string };
  return value;
}
const runner = new RealtimeRunner({ startingAgent: new RealtimeAgent({ name: 'Assistant' }) });

{
  const modelConfig = { url: server.url, apiKey: () => fetchKey('user-session') };
  await using session = await runner.run({ modelConfig });
  assert.match(await ask(session, 'Hello!'), /Hello/);
  assert.equal(issued, 1);
}

// Somebody who is not logged in gets no key, and no connection is opened.
const stranger = runner.run({ modelConfig: { url: server.url, apiKey: () => fetchKey('nobody') } });
await assert.rejects(stranger, { reason: 'authentication' });
backend.close();

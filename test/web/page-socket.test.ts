import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { decodeAudioFrame, encodeAudioFrame } from '#shared/bridge/audio-frame.ts';
import type { AudioUpstream } from '#shared/bridge/audio-lane.ts';
import { MAX_SOCKET_FRAME } from '#shared/bridge/socket-messages.ts';
import { startWebHost, type WebHost } from '#web/host.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import {
  closeCode,
  connectPage,
  createRecordedBridge,
  FILES,
  nextBytes,
  nextMessage,
  type RecordedBridge,
  startTestHost,
} from './support.ts';

let bridge: RecordedBridge;
let host: WebHost;
let page: WebSocket;

beforeEach(async () => {
  bridge = createRecordedBridge();
  host = await startTestHost(bridge);
  page = await connectPage(host);
});
afterEach(() => host.close());

const send = (message: unknown): void => page.send(JSON.stringify(message));

/** Everything sent before it was handled when this answer is back. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    const listener = (data: unknown): void => {
      if (!String(data).startsWith('{"kind":"reply","id":999,')) return;
      page.off('message', listener);
      resolve();
    };
    page.on('message', listener);
    send({ kind: 'request', id: 999, name: 'settle', payload: {} });
  });
}

describe('requests and events', () => {
  test('a request reaches core and its reply comes back under the same id', async () => {
    send({ kind: 'request', id: 3, name: 'hands_free.set', payload: { on: true } });
    expect(await nextMessage(page)).toEqual({
      kind: 'reply',
      id: 3,
      reply: { ok: true, value: { on: true } },
    });
    expect(bridge.requests).toEqual([{ name: 'hands_free.set', payload: { on: true } }]);
  });

  test('a subscriber gets events until its page is gone', async () => {
    const first = nextMessage(page);
    send({ kind: 'subscribe' });
    expect(await first).toEqual({ kind: 'event', event: { type: 'notices', notices: [] } });
    const gone = closeCode(page);
    page.close();
    await gone;
    await expect.poll(() => bridge.subscribers.size).toBe(0);
  });

  test('a page that subscribes twice still gets each event once', async () => {
    send({ kind: 'subscribe' });
    send({ kind: 'subscribe' });
    await settled();
    expect(bridge.subscribers.size).toBe(1);
  });

  test('a flood of requests is refused without running any of them', async () => {
    let refused = 0;
    page.on('message', (data) => {
      if (String(data).includes('Too many requests')) refused += 1;
    });
    for (let id = 0; id < 250; id += 1) send({ kind: 'request', id, name: 'talk.toggle', payload: {} });
    await expect.poll(() => refused).toBe(50);
    expect(bridge.requests).toHaveLength(200);
  });
});

describe('audio', () => {
  test('commands go down and frames come up, bit by bit as they were', async () => {
    send({ kind: 'audio' });
    await settled();
    const lane = bridge.lanes[0]!;
    const up: AudioUpstream[] = [];
    lane.onMessage((message) => up.push(message));
    const samples = Int16Array.from({ length: 480 }, (_, at) => at * 7 - 1000);
    const down = nextBytes(page);
    lane.send({ type: 'audio', itemId: 'item_1', samples });
    expect(decodeAudioFrame(await down)).toEqual({ type: 'audio', itemId: 'item_1', samples });
    page.send(encodeAudioFrame({ type: 'frame', samples }));
    await expect.poll(() => up).toEqual([{ type: 'frame', samples }]);
  });

  test('the newest page owns the audio and the former one is told', async () => {
    send({ kind: 'audio' });
    await settled();
    const told = nextMessage(page);
    const second = await connectPage(host);
    second.send('{"kind":"audio"}');
    expect(await told).toEqual({ kind: 'audio_closed' });
    expect(bridge.lanes).toHaveLength(2);
  });

  test('a page that asks again is not told that it lost the audio', async () => {
    send({ kind: 'audio' });
    send({ kind: 'audio' });
    const reply = nextMessage(page);
    send({ kind: 'request', id: 1, name: 'x', payload: {} });
    expect(await reply).toMatchObject({ kind: 'reply' });
  });

  test('the lane closes with its page', async () => {
    send({ kind: 'audio' });
    await settled();
    let closed = false;
    bridge.lanes[0]?.onClose(() => {
      closed = true;
    });
    page.close();
    await expect.poll(() => closed).toBe(true);
  });

  test('frames before the page owns the audio are ignored', async () => {
    page.send(encodeAudioFrame({ type: 'stopped' }));
    await settled();
    expect(bridge.lanes).toHaveLength(0);
  });
});

describe('bad frames', () => {
  test('text and bytes that are no messages run no handler and leave the page connected', async () => {
    send({ kind: 'audio' });
    await settled();
    const up: AudioUpstream[] = [];
    bridge.lanes[0]?.onMessage((message) => up.push(message));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json(), fc.uint8Array()), async (frame) => {
        page.send(frame);
      }),
      { numRuns: 40 },
    );
    await settled();
    expect(bridge.requests.every(({ name }) => name === 'settle')).toBe(true);
    expect(up).toEqual([]);
  });

  test('a page that keeps sending them is closed', async () => {
    const code = closeCode(page);
    for (let frame = 0; frame < 50; frame += 1) page.send('not a message');
    expect(await code).toBe(1008);
  });

  test('a frame above the bound closes the socket and no other page', async () => {
    const other = await connectPage(host);
    const code = closeCode(page);
    page.send(new Uint8Array(MAX_SOCKET_FRAME + 1));
    expect(await code).toBe(1009);
    const reply = nextMessage(other);
    other.send('{"kind":"request","id":1,"name":"x","payload":{}}');
    expect(await reply).toMatchObject({ id: 1 });
  });
});

test('a taken port is refused with one thing to do', async () => {
  const log = { error() {}, warn() {}, info() {}, debug() {} };
  const port = Number(new URL(host.url).port);
  const again = startWebHost({ bridge, files: FILES, port, clock: createFakeClock(), log });
  await expect(again).rejects.toMatchObject({
    reason: 'unavailable',
    action: expect.stringContaining('--port'),
  });
});

test('closing ends every page and is safe twice', async () => {
  const code = closeCode(page);
  await host.close();
  await host.close();
  expect(await code).toBe(1006);
});

test('a refused peer that never ends its side does not hold up the end of the host', async () => {
  const peer = connect({ port: Number(new URL(host.url).port), host: '127.0.0.1', allowHalfOpen: true });
  try {
    peer.write(
      'GET /bridge HTTP/1.1\r\nHost: evil.test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
    );
    const [answer] = await once(peer, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 403/);
    await host.close();
  } finally {
    peer.destroy();
  }
});

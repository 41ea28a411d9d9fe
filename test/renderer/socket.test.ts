import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AudioPorts, LinkState } from '#renderer/bridge/page-connection.ts';
import { SocketConnection } from '#renderer/bridge/socket.ts';
import { type LinkNotice, type LinkRequest, runSocketLink } from '#renderer/bridge/socket-link.ts';
import { decodeAudioFrame, encodeAudioFrame } from '#shared/bridge/audio-frame.ts';
import type { BridgeEvent } from '#shared/bridge/state.ts';
import { eventually } from './audio/eventually.ts';
import { createManualClock } from './audio/manual-clock.ts';

const NOTICES: BridgeEvent = { type: 'notices', notices: [] };

describe('the page’s side of the socket', () => {
  let worker: MessagePort;
  let connection: SocketConnection;
  let received: LinkRequest[];
  let ports: readonly MessagePort[];
  const tell = (notice: LinkNotice): void => worker.postMessage(notice);
  const sent = () =>
    received.map((request) => (request.kind === 'send' ? request.message.kind : request.kind));

  beforeEach(() => {
    const { port1, port2 } = new MessageChannel();
    received = [];
    worker = port2;
    worker.onmessage = ({ data, ports: given }: MessageEvent<LinkRequest>) => {
      received.push(data);
      if (given.length > 0) ports = given;
    };
    connection = new SocketConnection(port1);
    return () => port1.close();
  });

  test('keeps requests made before the socket is open, and answers each with its reply', async () => {
    const first = connection.bridge.request('talk.start', {});
    const second = connection.bridge.request('talk.stop', {});
    tell({ kind: 'connected' });
    await eventually(() => expect(received).toHaveLength(2));
    tell({ kind: 'message', message: { kind: 'reply', id: 2, reply: { ok: true, value: 'second' } } });
    tell({ kind: 'message', message: { kind: 'reply', id: 1, reply: { ok: true, value: 'first' } } });
    expect(await first).toEqual({ ok: true, value: 'first' });
    expect(await second).toEqual({ ok: true, value: 'second' });
  });

  test('answers with what to do when the socket is lost, and at once while it is', async () => {
    const links: LinkState[] = [];
    connection.onLink((link) => links.push(link));
    const waiting = connection.bridge.request('talk.start', {});
    tell({ kind: 'connected' });
    tell({ kind: 'lost' });
    expect(await waiting).toMatchObject({ ok: false, error: { reason: 'connection' } });
    expect(await connection.bridge.request('talk.start', {})).toMatchObject({ ok: false });
    expect(links).toEqual(['connected', 'lost']);
  });

  test('subscribes again, and gives the audio new ports, when the socket comes back', async () => {
    const events: BridgeEvent[] = [];
    const given: AudioPorts[] = [];
    connection.bridge.subscribe((event) => events.push(event));
    connection.onAudioPorts((fresh) => given.push(fresh));
    connection.claimAudio();
    tell({ kind: 'connected' });
    tell({ kind: 'message', message: { kind: 'event', event: NOTICES } });
    tell({ kind: 'lost' });
    tell({ kind: 'connected' });
    await eventually(() => expect(sent()).toEqual(['subscribe', 'audio', 'subscribe', 'audio']));
    expect(events).toEqual([NOTICES]);
    expect(given).toHaveLength(2);
    expect(ports).toHaveLength(2);
  });

  test('does not ask for the audio again that another page took', async () => {
    let taken = 0;
    connection.onAudioTaken(() => {
      taken += 1;
    });
    connection.claimAudio();
    tell({ kind: 'connected' });
    tell({ kind: 'message', message: { kind: 'audio_closed' } });
    tell({ kind: 'lost' });
    tell({ kind: 'connected' });
    await eventually(() => expect(connection.link).toBe('connected'));
    await eventually(() => expect(taken).toBe(1));
    expect(sent()).toEqual(['audio']);
  });
});

class FakeSocket {
  static readonly OPEN = 1;
  static readonly all: FakeSocket[] = [];
  readyState = 0;
  binaryType = '';
  readonly sent: (string | Uint8Array)[] = [];
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: string | ArrayBuffer }) => void) | null = null;
  constructor() {
    FakeSocket.all.push(this);
  }
  send(frame: string | Uint8Array): void {
    this.sent.push(frame);
  }
  close(): void {
    this.onclose?.();
  }
  open(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }
}

describe('the worker’s side of the socket', () => {
  let page: MessagePort;
  let notices: LinkNotice[];
  let clock: ReturnType<typeof createManualClock>;
  let end: () => void;
  const socket = (): FakeSocket => FakeSocket.all.at(-1) as FakeSocket;

  beforeEach(() => {
    FakeSocket.all.length = 0;
    vi.stubGlobal('WebSocket', FakeSocket);
    const { port1, port2 } = new MessageChannel();
    page = port1;
    notices = [];
    page.onmessage = ({ data }: MessageEvent<LinkNotice>) => void notices.push(data);
    clock = createManualClock();
    end = runSocketLink('ws://127.0.0.1/bridge', port2, clock);
  });
  afterEach(() => {
    end();
    vi.unstubAllGlobals();
  });

  test('comes back after a loss, later and later', async () => {
    const waits = [250, 500, 1000, 2000, 5000, 5000];
    for (const [attempt, wait] of waits.entries()) {
      socket().onclose?.();
      clock.advance(wait - 1);
      expect(FakeSocket.all).toHaveLength(attempt + 1);
      clock.advance(1);
      expect(FakeSocket.all).toHaveLength(attempt + 2);
    }
    socket().open();
    await eventually(() => expect(notices.at(-1)).toEqual({ kind: 'connected' }));
    socket().onclose?.();
    clock.advance(250);
    expect(FakeSocket.all).toHaveLength(waits.length + 2);
  });

  test('carries audio between the socket and the two ports, past the page', async () => {
    socket().open();
    const up = new MessageChannel();
    const down = new MessageChannel();
    page.postMessage({ kind: 'audio' } satisfies LinkRequest, [up.port1, down.port1]);
    await eventually(() => expect(socket().sent).toEqual(['{"kind":"audio"}']));
    const samples = Int16Array.of(1, -2, 3);
    const heard: unknown[] = [];
    down.port2.onmessage = ({ data }) => void heard.push(data);
    socket().onmessage?.({ data: encodeAudioFrame({ type: 'audio', itemId: 'a', samples }).buffer });
    await eventually(() => expect(heard).toEqual([{ type: 'audio', itemId: 'a', samples }]));
    up.port2.postMessage({ type: 'frame', samples });
    down.port2.postMessage({ type: 'flushed', id: 1 });
    await eventually(() => expect(socket().sent).toHaveLength(3));
    const [, ...frames] = socket().sent;
    expect(frames.map((frame) => decodeAudioFrame(frame as Uint8Array))).toEqual(
      expect.arrayContaining([
        { type: 'frame', samples },
        { type: 'flushed', id: 1 },
      ]),
    );
    expect(notices.every(({ kind }) => kind !== 'message')).toBe(true);
  });
});

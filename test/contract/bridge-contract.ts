import { describe, expect, it, onTestFinished } from 'vitest';
import { type App, createApp } from '#core/app.ts';
import type { BridgeHandler } from '#core/bridge/bridge-handler.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { reduceSnapshot } from '#shared/bridge/reduce.ts';
import { MAX_TEXT_LENGTH, REQUESTS, type RequestName } from '#shared/bridge/requests.ts';
import type { AppSnapshot, BridgeEvent } from '#shared/bridge/state.ts';
import { createFakePorts, type FakePorts } from '../support/fake-ports.ts';

/** One way of carrying the bridge. `open` connects a user interface to the handler; `close` takes down what it opened. */
export type BridgeImplementation = {
  readonly name: string;
  open(handler: BridgeHandler): Promise<{ readonly bridge: Bridge; close(): Promise<void> }>;
};

type Bench = { readonly app: App; readonly ports: FakePorts; readonly bridge: Bridge };

/** What every bridge has to do, over a real application without an engine. */
export function describeBridge(implementation: BridgeImplementation): void {
  const open = async (): Promise<Bench> => {
    const ports = createFakePorts();
    const app = await createApp(ports);
    const { bridge, close } = await implementation.open(app.bridge);
    onTestFinished(async () => {
      await close();
      await app.close();
      ports.dispose();
    });
    return { app, ports, bridge };
  };
  describe(`the bridge ${implementation.name}`, () => {
    describeRequests(open);
    describeEvents(open);
  });
}

function describeRequests(open: () => Promise<Bench>): void {
  it('answers with the state of the application', async () => {
    const { app, bridge } = await open();
    expect(await bridge.request('snapshot.get', {})).toEqual({ ok: true, value: app.state });
  });

  it.each(['', 'nothing', '__proto__', 'constructor', 'toString', 'snapshot.get '])(
    'knows no request %j',
    async (name) => {
      const { bridge } = await open();
      expect(await bridge.request(name as RequestName, {})).toMatchObject({
        ok: false,
        error: { reason: 'invalid_input' },
      });
    },
  );

  it.each<[RequestName, unknown, string]>([
    ['mute.set', {}, 'on'],
    ['mute.set', { on: 'yes' }, 'on'],
    ['mute.set', { on: true, extra: 1 }, 'extra'],
    ['talk.start', { now: true }, 'now'],
    ['text.send', { text: '' }, 'text'],
    ['approval.decide', { id: 'a' }, 'allow'],
    ['settings.update', { patch: { turns: { threshold: 2 } } }, 'patch.turns.threshold'],
    ['settings.update', { patch: { turns: { treshold: 0.5 } } }, 'patch.turns.treshold'],
    ['microphone.failed', { message: 'No microphone.', action: 1 }, 'action'],
  ])('refuses %s with %j, naming %s', async (name, payload, field) => {
    const { app, bridge } = await open();
    const before = structuredClone(app.state);
    expect(await bridge.request(name, payload as never)).toMatchObject({
      ok: false,
      error: { reason: 'invalid_input', field },
    });
    expect(app.state).toEqual(before);
  });

  it.each([undefined, null, 42, 'text', [], [{}]])('refuses a payload that is %j', async (payload) => {
    const { bridge } = await open();
    for (const name of Object.keys(REQUESTS) as RequestName[]) {
      expect(await bridge.request(name, payload as never)).toMatchObject({ ok: false });
    }
  });

  it('refuses a text that is too long, with its count', async () => {
    const { bridge } = await open();
    const reply = await bridge.request('text.send', { text: 'x'.repeat(MAX_TEXT_LENGTH + 1) });
    expect(reply).toMatchObject({
      ok: false,
      error: { field: 'text', message: expect.stringContaining('32769') },
    });
  });

  it('takes a key, answers what was cleaned, and never gives it back', async () => {
    const { ports, bridge } = await open();
    const events: BridgeEvent[] = [];
    onTestFinished(bridge.subscribe((event) => events.push(event)));
    const reply = await bridge.request('key.set', { value: ' sk-canary-1 ' });
    expect(reply).toEqual({ ok: true, value: { notes: ['Spaces around the key were removed.'] } });
    expect(ports.secretValues.get('openaiKey')).toBe('sk-canary-1');
    await bridge.request('key.set', { value: 'bad canary key' });
    await expect.poll(() => JSON.stringify(events)).toContain('"key":"stored"');
    expect(JSON.stringify([events, await bridge.request('snapshot.get', {}), ports.logged])).not.toContain(
      'canary',
    );
  });
}

function describeEvents(open: () => Promise<Bench>): void {
  it('begins with a snapshot and keeps a mirror equal by events', async () => {
    const { app, bridge } = await open();
    const mirror = openMirror(bridge);
    await expect.poll(() => mirror.snapshot).toEqual(app.state);
    await bridge.request('settings.update', { patch: { voice: { name: 'slt', speed: 0.9 } } });
    await bridge.request('mute.set', { on: true });
    await bridge.request('text.send', { text: 'hello' });
    await bridge.request('microphone.failed', { message: 'No microphone.' });
    await expect.poll(() => mirror.snapshot).toEqual(app.state);
    expect(mirror.snapshot).toMatchObject({
      muted: true,
      settings: { voice: { name: 'slt', speed: 0.9 } },
      transcript: [{ text: 'hello' }],
      notices: [{ error: { message: 'No microphone.' } }],
    });
    expect(mirror.types.filter((type) => type === 'snapshot')).toHaveLength(1);
    expect(mirror.types[0]).toBe('snapshot');
  });

  it('tells every subscriber, and nobody who has left', async () => {
    const { bridge } = await open();
    const [first, second] = [openMirror(bridge), openMirror(bridge)];
    await expect.poll(() => second.types.length).toBe(1);
    first.leave();
    await bridge.request('mute.set', { on: true });
    await expect.poll(() => second.snapshot?.muted).toBe(true);
    expect(first.types.filter((type) => type !== 'snapshot')).toEqual([]);
  });
}

/** The mirror of a user interface. */
function openMirror(bridge: Bridge) {
  const types: string[] = [];
  let snapshot: AppSnapshot | undefined;
  const leave = bridge.subscribe((event) => {
    types.push(event.type);
    snapshot = event.type === 'snapshot' ? event.snapshot : snapshot && reduceSnapshot(snapshot, event);
  });
  onTestFinished(leave);
  return {
    types,
    leave,
    get snapshot() {
      return snapshot;
    },
  };
}

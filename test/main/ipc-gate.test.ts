import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { BridgeHandler } from '#core/bridge/bridge-handler.ts';
import { createIpcGate, type IpcGate, type IpcPage, type IpcSender } from '#main/ipc-gate.ts';
import { createPageRoles, type PageRoles } from '#main/page-roles.ts';
import { REQUESTS } from '#shared/bridge/requests.ts';
import type { BridgeEvent } from '#shared/bridge/state.ts';
import { createFakeClock } from '../support/fake-clock.ts';

type FakePage = IpcPage & { readonly sent: unknown[]; destroy(): void };

function createPage(id: number): FakePage {
  const sent: unknown[] = [];
  let destroyed = false;
  let onDestroyed = (): void => {};
  return {
    id,
    sent,
    send: (...message) => void sent.push(message),
    isDestroyed: () => destroyed,
    once: (_event, listener) => {
      onDestroyed = listener;
    },
    destroy() {
      destroyed = true;
      onDestroyed();
    },
  };
}

const hud = createPage(1);
const appWindow = createPage(2);
const stranger = createPage(3);
const HOME = { url: 'app://hark/index.html', parent: null };
const from = (sender: IpcPage, senderFrame: IpcSender['senderFrame'] = HOME) => ({ sender, senderFrame });

let ran: { readonly name: unknown; readonly payload: unknown }[];
let subscribers: Set<(event: BridgeEvent) => void>;
let audioPages: IpcPage[];
let clock: ReturnType<typeof createFakeClock>;
let gate: IpcGate;

beforeEach(() => {
  ran = [];
  subscribers = new Set();
  audioPages = [];
  clock = createFakeClock();
  const roles: PageRoles = createPageRoles();
  roles.give(hud, 'hud');
  roles.give(appWindow, 'window');
  const bridge: BridgeHandler = {
    request: async (name, payload) => {
      ran.push({ name, payload });
      return { ok: true, value: undefined };
    },
    subscribe(listener) {
      subscribers.add(listener);
      return () => subscribers.delete(listener);
    },
    attachAudio() {},
  };
  const log = { error() {}, warn() {}, info() {}, debug() {} };
  gate = createIpcGate({ roles, bridge, clock, log, onAudioPage: (page) => void audioPages.push(page) });
});

describe('requests', () => {
  test('the window may ask everything but report about the audio', async () => {
    for (const name of Object.keys(REQUESTS)) await gate.request(from(appWindow), [name, {}]);
    const reports = [
      'microphone.found',
      'microphone.opened',
      'microphone.failed',
      'microphone.access',
      'audio.restarted',
    ];
    expect(ran.map(({ name }) => name)).toEqual(
      Object.keys(REQUESTS).filter((name) => !reports.includes(name)),
    );
  });

  test('the HUD may talk, stop and report, and change nothing', async () => {
    for (const name of Object.keys(REQUESTS)) await gate.request(from(hud), [name, {}]);
    const names = ran.map(({ name }) => name);
    expect(names).toContain('microphone.failed');
    expect(names).toContain('microphone.release');
    expect(names).toContain('audio.restarted');
    expect(names).toContain('speech.stop');
    for (const name of ['settings.update', 'key.set', 'approval.decide', 'text.send']) {
      expect(names).not.toContain(name);
    }
  });

  test.each<[string, IpcSender]>([
    ['a page without a role', from(stranger)],
    ['a frame that is gone', from(appWindow, null)],
    ['a frame inside the page', from(appWindow, { url: HOME.url, parent: {} })],
    ['another scheme', from(appWindow, { url: 'file:///index.html', parent: null })],
    ['a web page', from(appWindow, { url: 'https://hark/index.html', parent: null })],
    ['a host that begins like ours', from(appWindow, { url: 'app://hark.evil/index.html', parent: null })],
    ['another host', from(appWindow, { url: 'app://other/index.html', parent: null })],
    ['a user name in front', from(appWindow, { url: 'app://hark@evil/index.html', parent: null })],
    ['no address', from(appWindow, { url: '', parent: null })],
    ['an opaque address', from(appWindow, { url: 'about:blank', parent: null })],
  ])('%s is refused and nothing runs', async (_what, event) => {
    expect(await gate.request(event, ['talk.start', {}])).toMatchObject({
      ok: false,
      error: { reason: 'denied' },
    });
    gate.subscribe(event);
    expect(ran).toEqual([]);
    expect(subscribers.size).toBe(0);
  });

  test.each([
    ['nothing', []],
    ['a name alone', ['talk.start']],
    ['something more', ['talk.start', {}, {}]],
  ])('a call with %s is refused', async (_what, args) => {
    expect(await gate.request(from(appWindow), args)).toMatchObject({ ok: false });
    expect(ran).toEqual([]);
  });

  test('whatever a stranger sends, nothing runs and nothing is thrown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.anything(), { maxLength: 4 }), async (args) => {
        expect(await gate.request(from(stranger), args)).toMatchObject({ ok: false });
      }),
    );
    expect(ran).toEqual([]);
  });

  test('a flood is refused, and the page may ask again later', async () => {
    for (let call = 0; call < 300; call += 1) await gate.request(from(appWindow), ['talk.toggle', {}]);
    expect(ran).toHaveLength(200);
    clock.advance(1000);
    expect(await gate.request(from(appWindow), ['talk.toggle', {}])).toMatchObject({ ok: true });
  });

  test('one page that floods does not slow another', async () => {
    for (let call = 0; call < 300; call += 1) await gate.request(from(appWindow), ['talk.toggle', {}]);
    expect(await gate.request(from(hud), ['talk.cancel', {}])).toMatchObject({ ok: true });
  });
});

describe('events', () => {
  const notice: BridgeEvent = { type: 'notices', notices: [] };

  test('reach the page, once each, until it is destroyed', () => {
    const page = createPage(2);
    gate.subscribe(from(page));
    gate.subscribe(from(page));
    expect(subscribers.size).toBe(1);
    for (const subscriber of subscribers) subscriber(notice);
    expect(page.sent).toEqual([['hark:event', notice]]);
    page.destroy();
    expect(subscribers.size).toBe(0);
  });

  test('only the HUD is given the audio, anew after each reload', () => {
    gate.subscribe(from(createPage(2)));
    expect(audioPages).toEqual([]);
    const page = createPage(1);
    gate.subscribe(from(page));
    gate.subscribe(from(page));
    expect(audioPages).toEqual([page, page]);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Rect } from '#main/hud/hud-place.ts';
import type { AppSnapshot, TranscriptLine } from '#shared/bridge/state.ts';
import type { HudSettings } from '#shared/settings/settings.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { READY } from '../../support/ready-snapshot.ts';

const LEFT = { id: 1, workArea: { x: -1920, y: 0, width: 1920, height: 1040 } };
const RIGHT = { id: 2, workArea: { x: 0, y: 0, width: 1280, height: 1000 } };
const desktop = vi.hoisted(() => ({ underPointer: undefined as unknown }));
vi.mock('electron', () => ({
  screen: {
    getPrimaryDisplay: () => LEFT,
    getCursorScreenPoint: () => ({ x: 0, y: 0 }),
    getDisplayNearestPoint: () => desktop.underPointer,
    getDisplayMatching: ({ x }: { x: number }) => (x < 0 ? LEFT : RIGHT),
  },
}));
const { createHud } = await import('#main/hud/hud.ts');
const { openHudPlaces } = await import('#main/hud/hud-places.ts');

/** A window as the HUD uses it; `drag` is what a person does. */
function createFakeWindow() {
  let listener = (): void => {};
  const window = {
    visible: false,
    bounds: { x: 0, y: 0, width: 0, height: 0 } as Rect,
    focused: 0,
    isVisible: () => window.visible,
    isDestroyed: () => false,
    getBounds: (): Rect => window.bounds,
    setBounds(bounds: Rect) {
      window.bounds = bounds;
      listener();
    },
    showInactive() {
      window.visible = true;
    },
    hide() {
      window.visible = false;
    },
    on: (_event: string, added: () => void) => {
      listener = added;
    },
    off() {},
    drag(x: number, y: number) {
      window.setBounds({ ...window.bounds, x, y });
    },
  };
  return window;
}

const LISTENING = {
  assistant: { kind: 'listening', turn: 'hold', hearsSpeech: false },
  microphoneWanted: true,
} as const;
const LINE: TranscriptLine = { id: 'u', role: 'user', text: 'hello', status: 'done', at: 0 };
const withHud = (changes: Partial<HudSettings>): AppSnapshot['settings'] => ({
  ...READY.settings,
  hud: { ...READY.settings.hud, ...changes },
});
const LOG = { error() {}, warn: vi.fn(), info() {}, debug() {} };

let clock: FakeClock;
let window: ReturnType<typeof createFakeWindow>;
let file: string;

beforeEach(() => {
  clock = createFakeClock();
  window = createFakeWindow();
  desktop.underPointer = LEFT;
  const folder = mkdtempSync(join(tmpdir(), 'hark-hud-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  file = join(folder, 'hud.json');
});

async function open(): Promise<(changes: Partial<AppSnapshot>) => void> {
  const places = await openHudPlaces(file, LOG);
  const hud = createHud({ window: window as never, clock, places });
  return (changes) => hud.show({ ...READY, ...changes });
}

describe('the HUD', () => {
  test('comes at once while something goes on, on the screen that the pointer is on', async () => {
    const show = await open();
    show({});
    expect(window.visible).toBe(false);
    show(LISTENING);
    expect(window.visible).toBe(true);
    expect(window.bounds).toEqual({ width: 440, height: 52, x: -1180, y: 952 });
  });

  test('stays away while the meter of the settings listens: what shows the microphone then is its window', async () => {
    const show = await open();
    show({ microphoneWanted: true });
    expect(window.visible).toBe(false);
    show({ ...LISTENING, assistant: { ...LISTENING.assistant, turn: 'hands_free' } });
    expect(window.visible).toBe(true);
    show({ microphoneWanted: true });
    clock.advance(800);
    expect(window.visible).toBe(false);
  });

  test('stays a moment, so that it does not flicker between two steps', async () => {
    const show = await open();
    show({ assistant: { kind: 'thinking' } });
    show({});
    clock.advance(700);
    expect(window.visible).toBe(true);
    show({ assistant: { kind: 'speaking' } });
    clock.advance(60_000);
    expect(window.visible).toBe(true);
    show({});
    clock.advance(800);
    expect(window.visible).toBe(false);
  });

  test('grows upwards for captions, and stays on its screen while it is seen', async () => {
    const show = await open();
    show(LISTENING);
    desktop.underPointer = RIGHT;
    show({ assistant: { kind: 'thinking' }, transcript: [LINE] });
    expect(window.bounds).toEqual({ width: 440, height: 156, x: -1180, y: 848 });
  });

  test('leaves a failure standing long enough to be read', async () => {
    const show = await open();
    show(LISTENING);
    show({ assistant: { kind: 'error', error: { reason: 'unavailable', message: 'No server.' } } });
    clock.advance(7000);
    expect(window.visible).toBe(true);
    clock.advance(1000);
    expect(window.visible).toBe(false);
  });

  test('does not come up for a failure that nobody was talking to', async () => {
    const show = await open();
    show({ assistant: { kind: 'error', error: { reason: 'unavailable', message: 'No server.' } } });
    expect(window.visible).toBe(false);
  });

  test('remembers for each screen where it was dragged, also in the next run', async () => {
    const show = await open();
    show(LISTENING);
    window.drag(-1900, 20);
    clock.advance(300);
    show({});
    clock.advance(800);
    desktop.underPointer = RIGHT;
    show(LISTENING);
    expect(window.bounds).toMatchObject({ x: 420, y: 912 });
    await expect
      .poll(() => JSON.parse(readFileSync(file, 'utf8')))
      .toEqual({
        '1 bottom': { right: -720, away: 968 },
      });

    window = createFakeWindow();
    desktop.underPointer = LEFT;
    (await open())(LISTENING);
    expect(window.bounds).toMatchObject({ x: -1900, y: 20 });
  });

  test('stands where the settings say, and each edge of a screen has a place of its own', async () => {
    const show = await open();
    show(LISTENING);
    window.drag(-1900, 20);
    clock.advance(300);
    show({ ...LISTENING, settings: withHud({ place: 'top' }) });
    expect(window.bounds).toMatchObject({ x: -1180, y: 36 });
    show({ assistant: { kind: 'thinking' }, transcript: [LINE], settings: withHud({ place: 'top' }) });
    expect(window.bounds).toMatchObject({ y: 36, height: 156 });
    show(LISTENING);
    expect(window.bounds).toMatchObject({ x: -1900, y: 20 });
  });

  test('stays hidden for who wants that, and goes at once when it is seen', async () => {
    const show = await open();
    show(LISTENING);
    const settings = withHud({ place: 'hidden' });
    show({ ...LISTENING, settings });
    expect(window.visible).toBe(false);
    show({ assistant: { kind: 'thinking' }, settings });
    expect(window.visible).toBe(false);
  });

  test('has room for large captions, and takes none where there are none', async () => {
    const show = await open();
    const talking = { assistant: { kind: 'thinking' }, transcript: [LINE] } as const;
    show({ ...talking, settings: withHud({ captions: 'large' }) });
    expect(window.bounds).toMatchObject({ width: 560, height: 188 });
    show({ ...talking, settings: withHud({ captions: 'off' }) });
    expect(window.bounds).toMatchObject({ width: 440, height: 52 });
  });

  test('comes back onto the screen when it was dragged over its edge', async () => {
    const show = await open();
    show(LISTENING);
    window.drag(1200, 990);
    clock.advance(300);
    expect(window.bounds).toMatchObject({ x: 840, y: 948 });
  });

  test('is left alone while it is dragged', async () => {
    const show = await open();
    show(LISTENING);
    window.drag(-1000, 500);
    show({ assistant: { kind: 'thinking' }, transcript: [LINE] });
    expect(window.bounds).toMatchObject({ x: -1000, y: 500, height: 52 });
  });

  test.each(['{"1 bottom":{"right":"far","away":1}}', '[]', 'null', '{'])(
    'takes its usual place over %s',
    async (text) => {
      writeFileSync(file, text);
      (await open())(LISTENING);
      expect(window.bounds).toMatchObject({ x: -1180, y: 952 });
    },
  );
});

import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { App } from '#core/app.ts';
import type { ErrorData } from '#shared/base/errors.ts';
import { type AppSnapshot, type BridgeEvent, NO_TALK_KEY } from '#shared/bridge/state.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';
import { READY } from '../support/ready-snapshot.ts';

vi.mock('electron', () => ({
  app: { focus() {} },
  screen: {
    getCursorScreenPoint: () => ({ x: 0, y: 0 }),
    // A second screen to the left of the first has negative places.
    getDisplayNearestPoint: () => ({ workArea: { x: -1920, y: 100, width: 1920, height: 1000 } }),
  },
}));
const { presentState } = await import('#main/presence.ts');

function createFakeWindow() {
  const window = {
    visible: false,
    bounds: {} as object,
    raised: 0,
    isVisible: () => window.visible,
    isDestroyed: () => false,
    isMinimized: () => false,
    setBounds(bounds: object) {
      window.bounds = bounds;
    },
    showInactive() {
      window.visible = true;
    },
    show() {
      window.raised += 1;
    },
    hide() {
      window.visible = false;
    },
    focus() {},
  };
  return window;
}

let clock: FakeClock;
let hud: ReturnType<typeof createFakeWindow>;
let appWindow: ReturnType<typeof createFakeWindow>;
let reported: ErrorData[];
let shown: { readonly snapshot: AppSnapshot; readonly warning: string | undefined }[];
let publish: (changes: Partial<AppSnapshot>) => void;

beforeEach(() => {
  clock = createFakeClock();
  hud = createFakeWindow();
  appWindow = createFakeWindow();
  reported = [];
  shown = [];
});

function start(): void {
  let state = READY;
  let listener: (event: BridgeEvent) => void = () => {};
  const app = {
    get state() {
      return state;
    },
    bridge: {
      subscribe(added: typeof listener) {
        listener = added;
        added({ type: 'snapshot', snapshot: state });
        return () => {};
      },
    },
    report: (notice: ErrorData) => void reported.push(notice),
  };
  publish = (changes) => {
    state = { ...state, ...changes };
    listener({ type: 'snapshot', snapshot: state });
  };
  presentState({
    app: app as unknown as App,
    clock,
    hud: hud as never,
    window: appWindow as never,
    tray: { show: (snapshot, warning) => void shown.push({ snapshot, warning }), close() {} },
  });
}

describe('the HUD', () => {
  test('comes at once while something goes on, at the lower edge of the screen in use', () => {
    start();
    expect(hud.visible).toBe(false);
    publish({ assistant: { kind: 'listening', turn: 'hold', hearsSpeech: false }, microphoneWanted: true });
    expect(hud.visible).toBe(true);
    expect(hud.bounds).toEqual({ width: 296, height: 48, x: -1108, y: 1016 });
  });

  test('stays a moment, so that it does not flicker between two steps', () => {
    start();
    publish({ assistant: { kind: 'thinking' } });
    publish({ assistant: { kind: 'ready' } });
    clock.advance(700);
    expect(hud.visible).toBe(true);
    publish({ assistant: { kind: 'speaking' } });
    clock.advance(60_000);
    expect(hud.visible).toBe(true);
    publish({ assistant: { kind: 'ready' } });
    clock.advance(800);
    expect(hud.visible).toBe(false);
  });
});

test('a question brings the window up, once', () => {
  start();
  const approval = { id: 'a', tool: 't', question: 'q', detail: 'd', expiresAt: 0 };
  publish({ approvals: [approval] });
  publish({ assistant: { kind: 'thinking' } });
  expect(appWindow.raised).toBe(1);
  publish({ approvals: [] });
  publish({ approvals: [{ ...approval, id: 'b' }] });
  expect(appWindow.raised).toBe(2);
});

test('a talk key nobody hears is told once in the app, with what to do, and stays in the tray', () => {
  const problem = 'Alt+T is used by another program';
  start();
  publish({ talkKey: { ...NO_TALK_KEY, skipped: [{ label: 'System shortcut', reason: problem }] } });
  publish({ assistant: { kind: 'thinking' } });
  expect(reported).toEqual([
    {
      reason: 'unavailable',
      message: 'The shortcut does not work: Alt+T is used by another program.',
      kept: 'The button, the space bar and the tray still work.',
      action: 'Choose another shortcut in the settings.',
    },
  ]);
  expect(shown.map(({ warning }) => warning)).toEqual([undefined, problem, problem]);
});

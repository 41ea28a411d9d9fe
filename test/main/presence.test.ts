import { beforeEach, expect, test, vi } from 'vitest';
import type { App } from '#core/app.ts';
import type { ErrorData } from '#shared/base/errors.ts';
import {
  type AppSnapshot,
  type BridgeEvent,
  type HotkeyView,
  NO_HOTKEY,
  NO_HOTKEYS,
} from '#shared/bridge/state.ts';
import { READY } from '../support/ready-snapshot.ts';

vi.mock('electron', () => ({ app: { focus() {} } }));
const { presentState } = await import('#main/presence.ts');

function createFakeWindow() {
  const window = {
    raised: 0,
    isMinimized: () => false,
    show() {
      window.raised += 1;
    },
    focus() {},
  };
  return window;
}

let appWindow: ReturnType<typeof createFakeWindow>;
let reported: ErrorData[];
let shown: { readonly snapshot: AppSnapshot; readonly warning: string | undefined }[];
let publish: (changes: Partial<AppSnapshot>) => void;

beforeEach(() => {
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
    hud: { show() {}, close() {} },
    window: appWindow as never,
    tray: { show: (snapshot, warning) => void shown.push({ snapshot, warning }), close() {} },
  });
}

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

const withTalk = (talk: Partial<HotkeyView>): Partial<AppSnapshot> => ({
  hotkeys: { mode: 'use', actions: { ...NO_HOTKEYS, talk: { ...NO_HOTKEY, wanted: 'Alt+T', ...talk } } },
});
const TAKEN = { label: 'System shortcut', reason: 'Alt + T is used by another program.' };

test('R36 a key nobody hears is told once in the app, with what to do, and stays in the tray', () => {
  start();
  publish(withTalk({ skipped: [TAKEN] }));
  publish({ assistant: { kind: 'thinking' } });
  expect(reported).toEqual([
    {
      reason: 'unavailable',
      message: 'The shortcut for “Talk” does not work: Alt + T is used by another program.',
      kept: 'The buttons of the window and the tray still work.',
      action: 'Choose another shortcut in the settings.',
    },
  ]);
  expect(shown.map(({ warning }) => warning)).toEqual([undefined, TAKEN.reason, TAKEN.reason]);
});

test('R36 a key that is another than wanted is told once, also when it is taken anew after sleep', () => {
  start();
  publish(withTalk({ bound: 'Alt+Shift+T', provider: 'global_shortcut', skipped: [TAKEN] }));
  publish(withTalk({}));
  publish(withTalk({ bound: 'Alt+Shift+T', provider: 'global_shortcut', skipped: [TAKEN] }));
  expect(reported.map(({ message }) => message)).toEqual([
    'Alt + T was unavailable for “Talk”, using Alt + Shift + T.',
  ]);
  expect(shown.at(-1)?.warning).toBeUndefined();
});

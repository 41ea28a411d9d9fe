import { beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { type FakeConnection, showApp } from './support.tsx';

let connection: FakeConnection;
const button = () => page.getByRole('button', { name: /to talk|to send|listening/i });
const names = (): string[] => connection.requests.map(({ name }) => name);
const edges = (): unknown[] => connection.requests.map(({ payload }) => payload);
const told = (key: string, ...given: string[]): unknown[] => given.map((edge) => ({ key, edge }));

async function show(changes = {}): Promise<HTMLElement> {
  ({ connection } = showApp(changes));
  await expect.element(button()).toBeVisible();
  return button().element() as HTMLElement;
}

/** Pointer events of a real pointer; capturing one that does not exist would fail. */
function point(target: HTMLElement, type: string, options: PointerEventInit = {}): void {
  target.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, button: 0, ...options }));
}

const LISTENING = { kind: 'listening', turn: 'hold', hearsSpeech: false } as const;

beforeEach(() => {
  vi.spyOn(Element.prototype, 'setPointerCapture').mockImplementation(() => {});
  return () => vi.restoreAllMocks();
});

describe('the button held by a pointer', () => {
  test.each([
    ['pointerup', 'up'],
    ['pointercancel', 'lost'],
    ['lostpointercapture', 'lost'],
  ])('talks until %s, and says so', async (type, edge) => {
    const element = await show();
    point(element, 'pointerdown');
    connection.emit({ type: 'assistant', state: LISTENING });
    await expect.element(page.getByRole('button', { name: 'Release to send' })).toBeVisible();
    point(element, type);
    expect(edges()).toEqual(told('button', 'down', edge));
    connection.emit({ type: 'assistant', state: { kind: 'ready' } });
    await expect.element(page.getByRole('button', { name: 'Hold or tap to talk' })).toBeVisible();
  });

  test('that ends twice stops once', async () => {
    const element = await show();
    point(element, 'pointerdown');
    point(element, 'pointerup');
    point(element, 'lostpointercapture');
    expect(edges()).toEqual(told('button', 'down', 'up'));
  });

  test('is lost when the window loses the focus', async () => {
    const element = await show();
    point(element, 'pointerdown');
    // React attaches listeners of effects once it has painted.
    await expect.element(button()).toHaveAttribute('data-held', 'true');
    window.dispatchEvent(new Event('blur'));
    point(element, 'pointerup');
    expect(edges()).toEqual(told('button', 'down', 'lost'));
  });

  test('ignores the other buttons of a mouse', async () => {
    const element = await show();
    point(element, 'pointerdown', { button: 2 });
    expect(names()).toEqual([]);
  });

  test('captures the pointer, so that a release beside it counts', async () => {
    const element = await show();
    point(element, 'pointerdown');
    expect(Element.prototype.setPointerCapture).toHaveBeenCalledWith(1);
    point(element, 'pointerup');
  });
});

describe('Space', () => {
  test('talks while it is held, whatever has the focus on the page', async () => {
    await show();
    await userEvent.keyboard('[Space>]');
    await userEvent.keyboard('[/Space]');
    expect(edges()).toEqual(told('space', 'down', 'up'));
  });

  test('that repeats itself starts once', async () => {
    await show();
    const repeat = () =>
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { code: 'Space', repeat: true, bubbles: true, cancelable: true }),
      );
    await userEvent.keyboard('[Space>]');
    repeat();
    repeat();
    await userEvent.keyboard('[/Space]');
    expect(edges()).toEqual(told('space', 'down', 'up'));
  });

  test('on the focused button is a hold and not a click', async () => {
    const element = await show();
    element.focus();
    await userEvent.keyboard('[Space>]');
    await userEvent.keyboard('[/Space]');
    expect(edges()).toEqual(told('space', 'down', 'up'));
  });

  test('is a space where somebody types', async () => {
    await show();
    await userEvent.click(page.getByLabelText('Message'));
    await userEvent.keyboard('a b');
    await expect.element(page.getByLabelText('Message')).toHaveValue('a b');
    expect(names()).toEqual([]);
  });

  test('presses another button that has the focus', async () => {
    await show();
    (page.getByRole('switch', { name: 'Hands-free' }).element() as HTMLElement).focus();
    await userEvent.keyboard('[Space]');
    expect(connection.requests).toEqual([{ name: 'hands_free.set', payload: { on: true } }]);
  });
});

describe('what the button says', () => {
  test.each([
    ['auto', 'Hold or tap to talk'],
    ['hold', 'Hold to talk'],
    ['toggle', 'Tap to talk'],
  ] as const)('when the keys mean %s', async (gesture, label) => {
    const turns = { ...DEFAULT_SETTINGS.turns, gesture };
    await show({ settings: { ...DEFAULT_SETTINGS, turns } });
    await expect.element(button()).toHaveTextContent(label);
  });

  test('when a tap has latched', async () => {
    await show({ assistant: { kind: 'listening', turn: 'latched', hearsSpeech: false } });
    await expect.element(button()).toHaveTextContent('Tap to send');
  });
});

describe('without holding', () => {
  test('Enter starts and stops', async () => {
    const element = await show();
    element.focus();
    await userEvent.keyboard('{Enter}');
    expect(names()).toEqual(['talk.toggle']);
  });

  test('a press by assistive technology starts and stops', async () => {
    const element = await show();
    element.click();
    expect(names()).toEqual(['talk.toggle']);
  });
});

test('muted, the button is off and Space does nothing', async () => {
  const element = await show({ muted: true, assistant: { kind: 'muted' } });
  expect(element).toBeDisabled();
  await userEvent.keyboard('[Space]');
  expect(names()).toEqual([]);
});

test('muted hands-free, a press unmutes', async () => {
  ({ connection } = showApp({ muted: true, handsFree: true, assistant: { kind: 'muted' } }));
  await userEvent.click(page.getByRole('button', { name: 'Unmute' }));
  expect(connection.requests).toEqual([{ name: 'mute.set', payload: { on: false } }]);
});

describe('Escape', () => {
  test.each([
    ['listening', { kind: 'listening', turn: 'hold', hearsSpeech: false }, ['talk.cancel']],
    ['speaking', { kind: 'speaking' }, ['speech.stop']],
    ['thinking', { kind: 'thinking' }, ['speech.stop']],
    ['ready', { kind: 'ready' }, []],
  ])('while %s', async (_what, assistant, expected) => {
    await show({ assistant });
    await userEvent.keyboard('{Escape}');
    expect(names()).toEqual(expected);
  });
});

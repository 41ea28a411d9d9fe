import { beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type FakeConnection, showApp } from './support.tsx';

let connection: FakeConnection;
const button = () => page.getByRole('button', { name: /hold to talk|release to send|listening/i });
const names = (): string[] => connection.requests.map(({ name }) => name);

async function show(changes = {}): Promise<HTMLElement> {
  ({ connection } = showApp(changes));
  await expect.element(button()).toBeVisible();
  return button().element() as HTMLElement;
}

/** Pointer events of a real pointer; capturing one that does not exist would fail. */
function point(target: HTMLElement, type: string, options: PointerEventInit = {}): void {
  target.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, button: 0, ...options }));
}

beforeEach(() => {
  vi.spyOn(Element.prototype, 'setPointerCapture').mockImplementation(() => {});
  return () => vi.restoreAllMocks();
});

describe('the button held by a pointer', () => {
  test.each(['pointerup', 'pointercancel', 'lostpointercapture'])(
    'talks until %s, and says so',
    async (end) => {
      const element = await show();
      point(element, 'pointerdown');
      await expect.element(page.getByRole('button', { name: 'Release to send' })).toBeVisible();
      point(element, end);
      expect(names()).toEqual(['talk.start', 'talk.stop']);
      await expect.element(page.getByRole('button', { name: 'Hold to talk' })).toBeVisible();
    },
  );

  test('that ends twice stops once', async () => {
    const element = await show();
    point(element, 'pointerdown');
    point(element, 'pointerup');
    point(element, 'lostpointercapture');
    expect(names()).toEqual(['talk.start', 'talk.stop']);
  });

  test('is released when the window loses the focus', async () => {
    const element = await show();
    point(element, 'pointerdown');
    window.dispatchEvent(new Event('blur'));
    point(element, 'pointerup');
    expect(names()).toEqual(['talk.start', 'talk.stop']);
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
    await expect.element(page.getByRole('button', { name: 'Release to send' })).toBeVisible();
    await userEvent.keyboard('[/Space]');
    expect(names()).toEqual(['talk.start', 'talk.stop']);
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
    expect(names()).toEqual(['talk.start', 'talk.stop']);
  });

  test('on the focused button is a hold and not a click', async () => {
    const element = await show();
    element.focus();
    await userEvent.keyboard('[Space>]');
    await userEvent.keyboard('[/Space]');
    expect(names()).toEqual(['talk.start', 'talk.stop']);
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

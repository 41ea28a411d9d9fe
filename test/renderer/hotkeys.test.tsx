import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { HotkeyCheck } from '#shared/bridge/requests.ts';
import { type HotkeysView, type HotkeyView, NO_HOTKEY, NO_HOTKEYS } from '#shared/bridge/state.ts';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { type FakeConnection, showApp } from './support.tsx';

const FREE: HotkeyCheck = { alternatives: [] };
let connection: FakeConnection;

function viewsOf(views: { readonly [action: string]: Partial<HotkeyView> }): HotkeysView['actions'] {
  const found = Object.entries(views).map(([action, view]) => [action, { ...NO_HOTKEY, ...view }]);
  return { ...NO_HOTKEYS, ...Object.fromEntries(found) };
}

/** The Shortcuts page of the desktop app. */
async function open(actions = NO_HOTKEYS, host: 'electron' | 'web' = 'electron'): Promise<void> {
  ({ connection } = showApp({ hotkeys: { mode: 'use', actions } }, host));
  connection.answers.set('hotkeys.check', () => FREE);
  await userEvent.click(page.getByRole('button', { name: 'Settings', exact: true }));
  await userEvent.click(page.getByRole('button', { name: 'Shortcuts', exact: true }));
}

const field = (label: string) => page.getByRole('button', { name: new RegExp(`^${label}: `) });
const capsIn = (label: string): (string | null)[] =>
  [...field(label).element().querySelectorAll('kbd')].map((cap) => cap.textContent);
const asked = (name: string): unknown[] =>
  connection.requests.filter((request) => request.name === name).map(({ payload }) => payload);
const modes = (): unknown[] => asked('hotkeys.mode').map((payload) => (payload as { mode: string }).mode);
const saved = (): unknown[] => asked('settings.update');

describe('the key of an action', () => {
  beforeEach(() => open());

  test('is shown as keycaps, and by name', async () => {
    await expect.poll(() => capsIn('Talk')).toEqual(['Ctrl', 'Shift', 'Space']);
    await expect.element(field('Talk')).toHaveAccessibleName('Talk: Ctrl + Shift + Space');
    await expect.element(field('Mute')).toHaveAccessibleName('Mute: no key');
  });

  test('shows the keys that are held, and is taken when they are let go', async () => {
    await userEvent.click(field('Mute'));
    await expect.element(field('Mute')).toHaveTextContent('Press keys…');
    await userEvent.keyboard('{Control>}{Alt>}m');
    await expect.poll(saved).toEqual([{ patch: { hotkeys: { mute: 'CommandOrControl+Alt+M' } } }]);
    expect(asked('hotkeys.check')).toEqual([{ action: 'mute', accelerator: 'CommandOrControl+Alt+M' }]);
    await userEvent.keyboard('{/Alt}{/Control}');
  });

  test('is held key by key', async () => {
    await userEvent.click(field('Mute'));
    await userEvent.keyboard('{Control>}{Shift>}');
    await expect.poll(() => capsIn('Mute')).toEqual(['Ctrl', 'Shift']);
    expect(saved()).toEqual([]);
    await userEvent.keyboard('{Escape}{/Shift}{/Control}');
  });

  test('can be recorded without a mouse', async () => {
    (field('Mute').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(field('Mute')).toHaveAccessibleName('Mute: press keys');
    await userEvent.keyboard('{F9}');
    await expect.poll(saved).toEqual([{ patch: { hotkeys: { mute: 'F9' } } }]);
  });

  test('stays when Escape is pressed, which does not close the settings', async () => {
    await userEvent.click(field('Talk'));
    await userEvent.keyboard('{Control>}{Escape}{/Control}');
    await expect.element(field('Talk')).toHaveAccessibleName('Talk: Ctrl + Shift + Space');
    expect(saved()).toEqual([]);
  });

  test.each(['Backspace', 'Delete'])('is removed with %s', async (key) => {
    await userEvent.click(field('Talk'));
    await userEvent.keyboard(`{${key}}`);
    await expect.poll(saved).toEqual([{ patch: { hotkeys: { talk: '' } } }]);
  });

  test('is removed with the button beside it', async () => {
    await userEvent.click(page.getByRole('button', { name: 'Remove the key for Talk' }));
    await expect.poll(saved).toEqual([{ patch: { hotkeys: { talk: '' } } }]);
  });

  test.each([
    ['a click elsewhere', () => userEvent.click(page.getByRole('heading', { name: 'Shortcuts' }))],
    ['Tab', () => userEvent.keyboard('{Tab}')],
  ])('stays after %s', async (_what, leave) => {
    await userEvent.click(field('Mute'));
    await leave();
    await expect.element(field('Mute')).toHaveAccessibleName('Mute: no key');
    await userEvent.keyboard('{F9}');
    expect([saved(), modes().at(-1)]).toEqual([[], 'use']);
  });

  test('that breaks a rule says which, and can be tried again at once', async () => {
    await userEvent.click(field('Mute'));
    await userEvent.keyboard('{Control>}{/Control}');
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('Ctrl alone is part of many chords: use Right Ctrl, or add a key.');
    await userEvent.keyboard('m');
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('Other programs need this key: add Ctrl, Alt or another modifier.');
    await userEvent.keyboard('{F9}');
    await expect.poll(saved).toEqual([{ patch: { hotkeys: { mute: 'F9' } } }]);
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  });

  test('that is refused leaves no modifier to be taken in its place', async () => {
    const problem = { rule: 'refused', message: 'Ctrl + M is used by another program.' } as const;
    connection.answers.set('hotkeys.check', () => ({ problem, alternatives: [] }));
    await userEvent.click(field('Mute'));
    await userEvent.keyboard('{Control>}m');
    await expect.element(page.getByRole('alert')).toHaveTextContent(problem.message);
    await userEvent.keyboard('{/Control}');
    expect(asked('hotkeys.check').length).toBe(1);
    await expect.element(page.getByRole('alert')).toHaveTextContent(problem.message);
  });

  test('R36 that is refused comes with three others, of which one is chosen by a click', async () => {
    const problem = { rule: 'refused', message: 'Alt + M is used by another program.' } as const;
    const alternatives = ['CommandOrControl+Shift+M', 'CommandOrControl+Alt+M', 'Alt+Shift+M'];
    connection.answers.set('hotkeys.check', ({ accelerator }: { accelerator: string }) =>
      accelerator === 'Alt+M' ? { problem, alternatives } : FREE,
    );
    await userEvent.click(field('Mute'));
    await userEvent.keyboard('{Alt>}m{/Alt}');
    await expect
      .poll(() => page.getByRole('list', { name: 'Free keys' }).getByRole('button').elements().length)
      .toBe(3);
    await userEvent.click(page.getByRole('button', { name: 'Use Alt + Shift + M' }));
    await expect.poll(saved).toEqual([{ patch: { hotkeys: { mute: 'Alt+Shift+M' } } }]);
  });

  test('that core does not take says so', async () => {
    connection.refusals.set('settings.update', { reason: 'invalid_input', message: 'No.' });
    await userEvent.click(field('Mute'));
    await userEvent.keyboard('{F9}');
    await expect.element(page.getByRole('alert')).toHaveTextContent('No.');
  });

  test('goes back to its default only when core takes that', async () => {
    const hotkeys = { ...DEFAULT_SETTINGS.hotkeys, talk: 'Alt+T' };
    connection.emit({ type: 'settings', settings: { ...DEFAULT_SETTINGS, hotkeys } });
    connection.refusals.set('settings.update', { reason: 'invalid_input', message: 'Mute has it.' });
    await userEvent.click(page.getByRole('button', { name: 'Reset Talk' }));
    await expect.element(page.getByRole('alert')).toHaveTextContent('Mute has it.');
  });
});

describe('while keys are recorded', () => {
  test('hotkeys rest, and work again when the field is left', async () => {
    await open();
    await userEvent.click(field('Mute'));
    await expect.poll(modes).toEqual(['record']);
    await userEvent.keyboard('{Escape}');
    await expect.poll(modes).toEqual(['record', 'use']);
  });

  test('they work again when the window is left, or the page goes away', async () => {
    await open();
    await userEvent.click(field('Mute'));
    window.dispatchEvent(new Event('blur'));
    await expect.poll(modes).toEqual(['record', 'use']);
    await userEvent.click(field('Mute'));
    await expect.poll(modes).toEqual(['record', 'use', 'record']);
    await userEvent.click(page.getByRole('button', { name: 'Voice', exact: true }));
    await expect.poll(modes).toEqual(['record', 'use', 'record', 'use']);
  });
});

describe('what became of the keys', () => {
  test('is told for each action', async () => {
    await open(
      viewsOf({
        talk: { wanted: 'F9', bound: 'F9', provider: 'hook', label: 'Keyboard hook', reportsRelease: true },
        mute: {
          wanted: 'Alt+M',
          bound: 'Alt+Shift+M',
          provider: 'global_shortcut',
          label: 'System shortcut',
        },
        showWindow: { wanted: 'Alt+W', skipped: [{ label: 'System shortcut', reason: 'It is taken' }] },
      }),
    );
    await expect.element(field('Talk')).toHaveAccessibleDescription(/Heard by: Keyboard hook\.$/);
    await expect
      .element(field('Mute'))
      .toHaveAccessibleDescription(/Alt \+ M was unavailable, using Alt \+ Shift \+ M\.$/);
    await expect.element(field('Show the window')).toHaveAccessibleDescription(/Does not work: It is taken$/);
  });

  test('is told in German, also what only the system knows', async () => {
    const reason = 'Alt + M is used by another program.';
    await open(
      viewsOf({
        talk: { wanted: 'F9', bound: 'F9', provider: 'hook', label: 'Keyboard hook', reportsRelease: true },
        mute: { wanted: 'Alt+M', skipped: [{ label: 'System shortcut', reason }] },
      }),
    );
    connection.emit({
      type: 'settings',
      settings: { ...DEFAULT_SETTINGS, look: { language: 'de', theme: 'system' } },
    });
    await expect.element(field('Sprechen')).toHaveAccessibleDescription(/Gehört von: Tastatur-Hook\.$/);
    await expect
      .element(field('Stumm'))
      .toHaveAccessibleDescription(/Alt \+ M gehört einem anderen Programm\.$/);
  });

  test('is tried with lights that show what is heard', async () => {
    const actions = viewsOf({
      talk: { wanted: 'F9', bound: 'F9', reportsRelease: true },
      mute: { wanted: 'F8', bound: 'F8' },
    });
    await open(actions);
    await userEvent.click(page.getByRole('button', { name: 'Try the keys' }));
    await expect.poll(modes).toEqual(['test']);
    const lights = (): (string | null)[] =>
      [...document.querySelectorAll('.hotkey-test-word')].map((word) => word.textContent);
    await expect.poll(lights).toEqual(['not pressed yet', 'not pressed yet']);
    const show = (tested: HotkeysView['tested']): void =>
      connection.emit({ type: 'hotkeys', hotkeys: { mode: 'test', actions, ...(tested && { tested }) } });
    show({ action: 'talk', edge: 'down', count: 1 });
    await expect.poll(lights).toEqual(['down', 'not pressed yet']);
    show({ action: 'talk', edge: 'up', count: 2 });
    await expect.poll(lights).toEqual(['up again', 'not pressed yet']);
    show({ action: 'mute', edge: 'pressed', count: 3 });
    await expect.poll(lights).toEqual(['not pressed yet', 'pressed; its release is not told']);
    await userEvent.click(page.getByRole('button', { name: 'Stop trying the keys' }));
    await expect.poll(modes).toEqual(['test', 'use']);
  });
});

describe('a test of the keys', () => {
  const stop = () => page.getByRole('button', { name: 'Stop trying the keys' });
  beforeEach(async () => {
    await open(viewsOf({ talk: { wanted: 'F9', bound: 'F9' } }));
    await userEvent.click(page.getByRole('button', { name: 'Try the keys' }));
    await expect.element(stop()).toBeVisible();
  });

  test('goes on when the key that is tried has Space in it, which the button would take for a press', async () => {
    await userEvent.keyboard('{Control>}{Shift>} {/Shift}{/Control}');
    await expect.element(stop()).toBeVisible();
    await userEvent.keyboard(' ');
    await expect.element(stop()).not.toBeInTheDocument();
  });

  test('ends before another key is recorded', async () => {
    await userEvent.click(field('Mute'));
    await expect.poll(modes).toEqual(['test', 'use', 'record']);
    await expect.element(stop()).not.toBeInTheDocument();
  });
});

test('in a browser the page says which keys work, and why no others', async () => {
  await open(NO_HOTKEYS, 'web');
  await expect
    .element(page.getByText(/only the keys that are pressed while the page is in front/))
    .toBeVisible();
  await expect.element(page.getByText('Talk: hold it, or tap it')).toBeVisible();
  await expect.element(field('Talk')).not.toBeInTheDocument();
});

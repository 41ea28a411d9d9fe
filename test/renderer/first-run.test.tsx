import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { adviceOn } from '#shared/bridge/microphone.ts';
import type { AppSnapshot, TranscriptLine } from '#shared/bridge/state.ts';
import { FIRST_RUN_BEGINS, FIRST_RUN_DONE, stepsOf } from '#shared/settings/first-run.ts';
import { DEFAULT_SETTINGS, type Settings, type SettingsPatch } from '#shared/settings/settings.ts';
import { type ShownApp, showApp } from './support.tsx';

/** The app at a step; settings that are changed come back, as from core. */
function showAt(step: string, changes: Partial<AppSnapshot> = {}): ShownApp {
  const shown = showApp({ settings: { ...DEFAULT_SETTINGS, firstRun: { step } }, ...changes });
  let settings = { ...DEFAULT_SETTINGS, firstRun: { step } };
  shown.connection.answers.set('settings.update', ({ patch }: { patch: SettingsPatch }) => {
    settings = { ...settings, firstRun: { step: patch.firstRun?.step ?? settings.firstRun.step } };
    shown.connection.emit({ type: 'settings', settings });
  });
  shown.connection.answers.set('meter.read', reading([]));
  return shown;
}

const reading = (turns: readonly { fromMs: number }[]) => () => ({
  count: 0,
  frames: [],
  turns,
  threshold: 0.5,
});

const heading = (name: string | RegExp) => page.getByRole('heading', { name });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const click = (name: string) => userEvent.click(button(name));
/** The live region of the card. */
const status = () => page.getByRole('status').element().textContent ?? '';
const says = (text: string) => expect.poll(status).toContain(text);
const changesIn = ({ connection }: ShownApp) =>
  connection.requests.filter(({ name }) => name === 'settings.update').map(({ payload }) => payload);
const asked = ({ connection }: ShownApp, name: string) =>
  connection.requests.filter((request) => request.name === name).length;

describe('the first run', () => {
  test('stands in the place of talking, says what becomes of the voice, and asks nothing yet', async () => {
    const shown = showAt(FIRST_RUN_BEGINS);
    await expect.element(heading('Talk to your computer')).toHaveFocus();
    await expect.element(page.getByText(/nothing you say leaves this computer/)).toBeVisible();
    expect(page.getByRole('textbox').elements()).toEqual([]);
    expect(shown.connection.requests).toEqual([]);
  });

  test('goes from card to card by keys alone, keeps where it is, and the focus is on each heading', async () => {
    const shown = showAt(FIRST_RUN_BEGINS);
    const titles: (string | null)[] = [];
    for (const _step of stepsOf('web')) {
      await expect.poll(() => document.activeElement?.tagName).toBe('H1');
      titles.push(document.activeElement?.textContent ?? '');
      while (!document.activeElement?.matches('.first-run-foot .button:last-child')) await userEvent.tab();
      await userEvent.keyboard('{Enter}');
    }
    expect(new Set(titles).size).toBe(stepsOf('web').length);
    expect(changesIn(shown)).toEqual(
      [
        ...stepsOf('web')
          .slice(1)
          .map((step) => `${step}@1`),
        FIRST_RUN_DONE,
      ].map((step) => ({
        patch: { firstRun: { step } },
      })),
    );
    await expect.element(button('Hold or tap to talk')).toHaveFocus();
  });

  test.each(stepsOf('web'))('at %s has one polite live region at most', async (step) => {
    showAt(`${step}@1`);
    await expect.element(page.getByRole('heading', { level: 1 })).toHaveFocus();
    expect(document.querySelectorAll('[role=status], [role=alert], [aria-live]').length).toBeLessThanOrEqual(
      1,
    );
  });

  test('goes back, and can be left for good at any step', async () => {
    const shown = showAt('answers@1');
    await click('Back');
    await expect.element(heading('Say something')).toBeVisible();
    await click('Skip setup');
    await expect.element(page.getByRole('textbox', { name: 'Message' })).toBeVisible();
    expect(changesIn(shown).at(-1)).toEqual({ patch: { firstRun: { step: FIRST_RUN_DONE } } });
  });

  test('lets the settings be opened, and goes on where it was', async () => {
    showAt('answers@1');
    await click('Settings');
    await expect.element(page.getByRole('main', { name: 'Settings' })).toBeVisible();
    await click('Settings');
    await expect.element(heading('Who answers?')).toBeVisible();
  });

  test('can be seen again from the settings', async () => {
    const shown = showAt(FIRST_RUN_DONE);
    await click('Settings');
    await click('General');
    await click('Show the first steps again');
    await expect.element(heading('Talk to your computer')).toHaveFocus();
    expect(changesIn(shown)).toEqual([{ patch: { firstRun: { step: FIRST_RUN_BEGINS } } }]);
  });
});

describe('the card of the microphone', () => {
  test('asks by a click only, ticks itself off, and closes the microphone again', async () => {
    const shown = showAt('microphone@1', { microphone: { kind: 'ask' } });
    await expect.element(button('Not now')).toBeVisible();
    expect(asked(shown, 'meter.read')).toBe(0);
    await click('Allow the microphone');
    await expect.poll(() => asked(shown, 'meter.read')).toBeGreaterThan(0);
    shown.connection.emit({ type: 'microphone_access', microphone: { kind: 'granted' } });
    await says('Hark may use your microphone.');
    await expect.poll(() => asked(shown, 'meter.stop')).toBe(1);
    await expect.element(button('Continue')).toBeVisible();
  });

  test('does not ask for what is granted', async () => {
    showAt('microphone@1', { microphone: { kind: 'granted' } });
    await says('Hark may use your microphone.');
    expect(button('Allow the microphone').elements()).toEqual([]);
  });

  test.each(['denied', 'stale', 'missing', 'busy'] as const)(
    'R23 says what to do about %s, offers to type instead, and ticks itself off once it is solved',
    async (fault) => {
      const advice = adviceOn(fault, 'macos');
      const shown = showAt('microphone@1', { microphone: { kind: 'failed', fault, ...advice } });
      await says(advice.message);
      await says(advice.action);
      await says('type');
      await expect.element(button('Try again')).toBeEnabled();
      shown.connection.emit({ type: 'microphone_access', microphone: { kind: 'granted' } });
      await says('Hark may use your microphone.');
    },
  );

  test('can be tried again after it failed', async () => {
    const failed = { kind: 'failed', fault: 'busy', ...adviceOn('busy', 'macos') } as const;
    const shown = showAt('microphone@1', { microphone: { kind: 'ask' } });
    await click('Allow the microphone');
    shown.connection.emit({ type: 'microphone_access', microphone: failed });
    await click('Try again');
    shown.connection.emit({ type: 'microphone_access', microphone: { ...failed } });
    await expect.element(button('Try again')).toBeEnabled();
    await expect.poll(() => asked(shown, 'meter.stop')).toBe(2);
  });

  test('tries again by itself when a microphone is connected', async () => {
    const failed = { kind: 'failed', fault: 'missing', ...adviceOn('missing', 'macos') } as const;
    const shown = showAt('microphone@1', { microphone: failed });
    await new Promise<void>((resolve) => shown.channel.on('devices_asked', () => resolve()));
    expect(asked(shown, 'meter.read')).toBe(0);
    shown.channel.send({
      kind: 'devices',
      devices: [{ kind: 'microphone', id: 'desk', label: 'Desk' }],
    });
    await expect.poll(() => asked(shown, 'meter.read')).toBeGreaterThan(0);
  });
});

describe('the card of the sound', () => {
  test('says when it hears somebody', async () => {
    const shown = showAt('sound@1');
    await says('Listening for your voice');
    shown.connection.answers.set('meter.read', reading([{ fromMs: 500 }]));
    await says('Hark hears you.');
    await click('Continue');
    await expect.poll(() => asked(shown, 'meter.stop')).toBe(1);
  });

  test('opens no microphone that is not allowed', async () => {
    const shown = showAt('sound@1', { microphone: { kind: 'ask' } });
    await says('may not listen yet');
    expect(asked(shown, 'meter.read')).toBe(0);
  });
});

describe('the card of who answers', () => {
  test('has this computer chosen, and takes a key only from whoever wants that', async () => {
    const shown = showAt('answers@1');
    await expect.element(page.getByRole('radio', { name: /This computer/ })).toBeChecked();
    await expect.element(page.getByText('works offline now')).toBeVisible();
    expect(page.getByLabelText('Key').elements()).toEqual([]);
    await userEvent.click(page.getByRole('radio', { name: /OpenAI/ }));
    await userEvent.type(page.getByLabelText('Key'), 'sk-test');
    await click('Save');
    await expect.poll(() => asked(shown, 'key.set')).toBe(1);
    const endpoint = { provider: 'openai', label: 'OpenAI', privacy: '', key: 'stored' } as const;
    shown.connection.emit({ type: 'endpoint', endpoint });
    await expect.element(button('Test the connection')).toBeVisible();
    await userEvent.click(page.getByRole('radio', { name: /This computer/ }));
    expect(changesIn(shown)).toEqual([{ patch: { endpoint: { kind: 'engine' } } }]);
  });
});

test('the card of the key shows that the key is heard', async () => {
  showAt('key@1');
  await says('Waiting for the key');
  await userEvent.keyboard('{ >}');
  await says('Hark hears the key.');
  await userEvent.keyboard('{/ }');
  await says('The key works.');
});

test('the card of the key leaves the hotkey to talk with until the window is come to', async () => {
  const hasFocus = vi.spyOn(document, 'hasFocus').mockReturnValue(false);
  const step = 'key@1';
  const { connection } = showApp({ settings: { ...DEFAULT_SETTINGS, firstRun: { step } } }, 'electron');
  const modes = () => connection.requests.filter(({ name }) => name === 'hotkeys.mode');
  await says('Waiting for the key');
  expect(modes()).toEqual([]);
  hasFocus.mockRestore();
  window.dispatchEvent(new Event('focus'));
  await expect.poll(modes).toEqual([{ name: 'hotkeys.mode', payload: { mode: 'test' } }]);
});

test('what core says of the microphone is shown in the chosen language', async () => {
  const failed = { kind: 'failed', fault: 'denied', ...adviceOn('denied', 'macos') } as const;
  const firstRun = { step: 'microphone@1' };
  const settings: Settings = { ...DEFAULT_SETTINGS, look: { language: 'de', theme: 'system' }, firstRun };
  showApp({ settings, microphone: failed });
  await says('Hark darf das Mikrofon nicht benutzen.');
});

describe('the card to try it', () => {
  const old: TranscriptLine = { id: 'o', role: 'assistant', text: 'Long ago.', status: 'done', at: 0 };
  const answer: TranscriptLine = { ...old, id: 'a', text: 'It is ten.' };

  test('shows the first answer, and nothing from before', async () => {
    const shown = showAt('trial@1', { transcript: [old] });
    await says('Ready.');
    shown.connection.emit({
      type: 'line',
      line: { ...answer, id: 'q', role: 'user', text: 'what time is it' },
    });
    shown.connection.emit({ type: 'assistant', state: { kind: 'speaking' } });
    shown.connection.emit({ type: 'line', line: answer });
    await expect.element(page.getByText(/It is ten\./)).toBeVisible();
    expect(page.getByText(/Long ago/).elements()).toEqual([]);
    shown.connection.emit({ type: 'assistant', state: { kind: 'ready' } });
    await says('It works');
    await click('Done');
  });

  test('takes typed words where there is no microphone', async () => {
    const shown = showAt('trial@1', {
      microphone: { kind: 'failed', fault: 'missing', message: '', action: '' },
    });
    await userEvent.type(page.getByRole('textbox'), 'what time is it{Enter}');
    await expect.poll(() => asked(shown, 'text.send')).toBe(1);
  });
});

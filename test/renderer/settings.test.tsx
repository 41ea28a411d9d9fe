import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { AppSnapshot } from '#shared/bridge/state.ts';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { READY } from '../support/ready-snapshot.ts';
import { type ShownApp, showApp } from './support.tsx';

const KEY = 'sk-canary-0123456789';

async function open(changes: Partial<AppSnapshot> = {}, on = 'Voice'): Promise<ShownApp> {
  const shown = showApp(changes);
  await userEvent.click(page.getByRole('button', { name: 'Settings', exact: true }));
  await userEvent.click(page.getByRole('button', { name: on, exact: true }));
  await expect.element(page.getByRole('heading', { name: on })).toBeVisible();
  return shown;
}

const patches = ({ connection }: ShownApp): unknown[] =>
  connection.requests.filter(({ name }) => name === 'settings.update').map(({ payload }) => payload);

const search = () => page.getByRole('searchbox', { name: 'Search settings' });

describe('the settings', () => {
  test('apply each change at once, and only that', async () => {
    const shown = await open({}, 'Listening');
    await userEvent.selectOptions(page.getByLabelText('Talk', { exact: true }), 'hands_free');
    await userEvent.selectOptions(page.getByLabelText('Eagerness to reply'), 'high');
    expect(patches(shown)).toEqual([
      { patch: { turns: { mode: 'hands_free' } } },
      { patch: { turns: { eagerness: 'high' } } },
    ]);
  });

  test('a slider sends where it came to rest, not every step', async () => {
    const shown = await open(
      { settings: { ...DEFAULT_SETTINGS, turns: { ...DEFAULT_SETTINGS.turns, detection: 'server_vad' } } },
      'Listening',
    );
    (page.getByLabelText('Pause before reply').element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    await expect.element(page.getByText('0.8 s')).toBeVisible();
    await expect.poll(() => patches(shown)).toEqual([{ patch: { turns: { pauseMs: 800 } } }]);
  });

  test('show what core made of them', async () => {
    const { connection } = await open();
    const settings = { ...DEFAULT_SETTINGS, voice: { ...DEFAULT_SETTINGS.voice, speed: 1.25 } };
    connection.emit({ type: 'settings', settings });
    await expect.element(page.getByText('1.25×')).toBeVisible();
  });

  test('are found on every page by the words of their name and their help', async () => {
    await open();
    await userEvent.fill(search(), 'silent turn');
    await expect.element(page.getByLabelText('Hands-free, my turn ends')).toBeVisible();
    await expect.element(page.getByLabelText('Speed')).not.toBeInTheDocument();
    await userEvent.fill(search(), 'home folder');
    await expect.element(page.getByLabelText('Folders Hark may look into')).toBeVisible();
    await userEvent.fill(search(), 'xyzzy');
    await expect.element(page.getByRole('status')).toHaveTextContent('Nothing is called “xyzzy”.');
  });

  test('go back to their default one by one, where they differ from it', async () => {
    const shown = await open({
      settings: { ...DEFAULT_SETTINGS, voice: { ...DEFAULT_SETTINGS.voice, speed: 1.5 } },
    });
    await expect.element(page.getByRole('button', { name: 'Reset Voice' })).not.toBeInTheDocument();
    await userEvent.click(page.getByRole('button', { name: 'Reset Speed' }));
    expect(patches(shown)).toEqual([{ patch: { voice: { speed: 1 } } }]);
  });

  test('go back to their defaults by the page', async () => {
    const turns = { ...DEFAULT_SETTINGS.turns, eagerness: 'low', mode: 'hands_free' } as const;
    const shown = await open(
      { settings: { ...DEFAULT_SETTINGS, turns, voice: { ...DEFAULT_SETTINGS.voice, speed: 1.5 } } },
      'Listening',
    );
    await userEvent.click(page.getByRole('button', { name: 'Reset page' }));
    expect(patches(shown)).toEqual([{ patch: { turns: { mode: 'hold', eagerness: 'auto' } } }]);
    await expect.element(page.getByRole('button', { name: 'Reset page' })).toBeVisible();
  });

  test('an address that was refused stays with the reason and is not forgotten', async () => {
    const endpoint = { ...DEFAULT_SETTINGS.endpoint, kind: 'custom' } as const;
    const shown = await open({ settings: { ...DEFAULT_SETTINGS, endpoint } }, 'Who answers');
    const message = 'An address begins with wss:// or https://.';
    shown.connection.refusals.set('settings.update', { reason: 'invalid_input', message });
    await userEvent.fill(page.getByLabelText('Address'), 'ftp://example.org');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByText(message)).toBeVisible();
    await expect.element(page.getByLabelText('Address')).toHaveValue('ftp://example.org');
  });

  test('a list is a line for each', async () => {
    const shown = await open({}, 'Files & privacy');
    await userEvent.fill(page.getByLabelText('Folders Hark may look into'), '~/Music\n\n ~/Work ');
    await userEvent.click(page.getByRole('heading', { name: 'Files & privacy' }));
    expect(patches(shown)).toEqual([{ patch: { files: { allowedFolders: ['~/Music', '~/Work'] } } }]);
  });

  test('say in a sentence what leaves the computer', async () => {
    await open({ endpoint: { ...READY.endpoint, provider: 'openai', label: 'OpenAI' } }, 'Who answers');
    await expect
      .element(page.getByRole('group').getByText(/your words and tool results go to OpenAI/))
      .toBeVisible();
  });

  test('begin at the search, and close with Escape, which gives the focus back', async () => {
    showApp();
    await userEvent.click(page.getByRole('button', { name: 'Settings', exact: true }));
    await expect.element(search()).toHaveFocus();
    await userEvent.keyboard('speed{Escape}');
    await expect.element(search()).toHaveValue('');
    await userEvent.keyboard('{Escape}');
    await expect.element(search()).not.toBeInTheDocument();
    expect(document.activeElement).toHaveAttribute('aria-label', 'Settings');
  });

  test('can be reached and left by keys alone, every control by its name', async () => {
    await open({}, 'Listening');
    const controls = document.querySelectorAll('.settings input, .settings select, .settings textarea');
    expect(controls.length).toBeGreaterThan(3);
    for (const control of controls as NodeListOf<HTMLInputElement>) {
      expect(control.tabIndex).toBe(0);
      expect(control.ariaLabel ?? control.labels?.[0]?.textContent).toBeTruthy();
    }
  });

  test('a question that a tool asks stands over them', async () => {
    const { connection } = await open();
    const approval = {
      id: 'call_1',
      tool: 'open_target',
      question: 'Open it?',
      detail: 'x',
      expiresAt: Date.now() + 9000,
    };
    connection.emit({ type: 'approvals', approvals: [approval] });
    await expect.element(page.getByRole('dialog', { name: 'Open it?' })).toBeVisible();
  });
});

describe('the voices', () => {
  const hear = (name: string) => page.getByRole('button', { name: `Hear ${name}` });

  test('are those of whoever answers, and the chosen one', async () => {
    const shown = await open();
    await expect.element(page.getByRole('radio', { name: /Marin/ })).toBeChecked();
    await userEvent.click(page.getByRole('radio', { name: /Awb/ }));
    expect(patches(shown)).toEqual([{ patch: { voice: { name: 'awb' } } }]);
    await expect.element(page.getByRole('radio', { name: /Cedar/ })).not.toBeInTheDocument();
  });

  test('are heard without being chosen, and can be stopped', async () => {
    const shown = await open();
    const heard = shown.connection.hold('voice.preview');
    await userEvent.click(hear('Awb'));
    await userEvent.click(page.getByRole('button', { name: 'Stop Awb' }));
    heard.resolve();
    await expect.element(hear('Awb')).toBeVisible();
    expect(shown.connection.requests).toEqual([
      { name: 'voice.preview', payload: { name: 'awb' } },
      { name: 'speech.stop', payload: {} },
    ]);
  });

  test('that cannot be heard say why', async () => {
    const shown = await open();
    shown.connection.refusals.set('voice.preview', { reason: 'timeout', message: 'It did not answer.' });
    await userEvent.click(hear('Slt'));
    await expect.element(page.getByRole('alert')).toHaveTextContent('It did not answer.');
  });
});

describe('the key', () => {
  test('goes to core once and leaves the page', async () => {
    const { connection } = await open({}, 'Who answers');
    await userEvent.fill(page.getByLabelText('Key'), KEY);
    await userEvent.click(page.getByRole('button', { name: 'Save' }));
    expect(connection.requests).toEqual([{ name: 'key.set', payload: { value: KEY } }]);
    await expect.element(page.getByText(/It was trimmed\./)).toBeVisible();
    await expect.element(page.getByLabelText('Key')).toHaveValue('');
    expect(document.documentElement.outerHTML).not.toContain(KEY);
  });

  test('that was refused stays in the field with the reason', async () => {
    const { connection } = await open({}, 'Who answers');
    connection.refusals.set('key.set', { reason: 'invalid_input', message: 'A key has no line breaks.' });
    await userEvent.fill(page.getByLabelText('Key'), KEY);
    await userEvent.click(page.getByRole('button', { name: 'Save' }));
    await expect.element(page.getByText('A key has no line breaks.')).toBeVisible();
    await expect.element(page.getByLabelText('Key')).toHaveValue(KEY);
  });

  test.each([
    ['none', 'system', /^No key is stored\. .* encrypted by the system/],
    ['none', 'file', /^No key is stored\. .* not encrypted/],
    ['none', 'memory', /^No key is stored\. .* until Hark ends/],
    ['stored', 'system', /^A key is stored\. .* encrypted by the system/],
    ['stored', 'file', /^A key is stored\. .* not encrypted/],
    ['stored', 'memory', /^A key is known\. .* until Hark ends.*OPENAI_API_KEY/],
    ['environment', 'system', /^The key in OPENAI_API_KEY is used/],
  ] as const)('%s, on a computer that keeps it in %s, says so', async (key, keyProtection, words) => {
    await open({ endpoint: { ...READY.endpoint, key }, keyProtection }, 'Who answers');
    await expect.element(page.getByText(words)).toBeVisible();
    const forget = page.getByRole('button', { name: 'Forget' });
    if (key === 'stored') await expect.element(forget).toBeEnabled();
    else await expect.element(forget).toBeDisabled();
  });

  test('can be forgotten when there is one', async () => {
    const { connection } = await open({ endpoint: { ...READY.endpoint, key: 'stored' } }, 'Who answers');
    await userEvent.click(page.getByRole('button', { name: 'Forget' }));
    expect(connection.requests).toEqual([{ name: 'key.set', payload: { value: '' } }]);
  });
});

describe('the test of the connection', () => {
  const button = (name: string) => page.getByRole('button', { name });
  const result = () => page.getByRole('group').getByRole('status');

  test('says who answers and how long connecting took, until there is a new connection', async () => {
    const { connection } = await open({}, 'Who answers');
    connection.answers.set('endpoint.test', () => ({ label: 'OpenAI', model: 'gpt-x', connectMs: 412 }));
    await userEvent.click(button('Test the connection'));
    await expect.element(result()).toHaveTextContent('OpenAI: gpt-x is ready. Connecting took 412 ms.');
    connection.emit({ type: 'assistant', state: { kind: 'connecting' } });
    await expect.element(result()).not.toBeInTheDocument();
  });

  test('says what went wrong and what to do', async () => {
    const { connection } = await open({}, 'Who answers');
    const [message, action] = ['The server refused the key (HTTP 401).', 'Check the key in the settings.'];
    connection.refusals.set('endpoint.test', { reason: 'authentication', message, action });
    await userEvent.click(button('Test the connection'));
    await expect.element(result()).toHaveTextContent(`${message} ${action}`);
  });

  test('can be called off while it runs', async () => {
    const { connection } = await open({}, 'Who answers');
    const answer = connection.hold('endpoint.test');
    await userEvent.click(button('Test the connection'));
    await expect.element(result()).toHaveTextContent('Connecting…');
    await userEvent.click(button('Cancel the test'));
    expect(connection.requests.map(({ name }) => name)).toEqual(['endpoint.test', 'endpoint.test_cancel']);
    connection.refusals.set('endpoint.test', { reason: 'closed', message: 'The test was called off.' });
    answer.resolve();
    await expect.element(button('Test the connection')).toBeVisible();
    await expect.element(result()).not.toBeInTheDocument();
  });
});

test('the settings open with Ctrl and a comma, but not over a question', async () => {
  const expiresAt = Date.now() + 60_000;
  const approval = { id: 'a', tool: 'open_target', question: 'Open it?', detail: 'example.com', expiresAt };
  const { connection } = showApp();
  const settings = page.getByRole('main', { name: 'Settings' });
  connection.emit({ type: 'approvals', approvals: [approval] });
  await expect.element(page.getByText('Open it?')).toBeVisible();
  await userEvent.keyboard('{Control>},{/Control}');
  expect(window.location.hash).toBe('');
  connection.emit({ type: 'approvals', approvals: [] });
  await expect.element(page.getByText('Open it?')).not.toBeInTheDocument();
  await userEvent.keyboard('{Control>},{/Control}');
  await expect.element(settings).toBeVisible();
});

test('the tray leads to the page that explains what is wrong, also when another one is open', async () => {
  await open({}, 'Voice');
  window.location.hash = 'settings/shortcuts';
  await expect.element(page.getByRole('heading', { name: 'Shortcuts' })).toBeVisible();
  window.location.hash = 'settings/listening';
  await expect.element(page.getByRole('heading', { name: 'Listening' })).toBeVisible();
});

describe('the microphone', () => {
  test('is chosen among those the owner of the audio has', async () => {
    const shown = await open({}, 'Listening');
    shown.channel.send({
      kind: 'devices',
      devices: [{ kind: 'microphone', id: 'dev1', label: 'Desk microphone' }],
    });
    await userEvent.selectOptions(page.getByLabelText('Microphone', { exact: true }), 'Desk microphone');
    expect(patches(shown)).toEqual([
      { patch: { microphone: { deviceId: 'dev1', label: 'Desk microphone' } } },
    ]);
  });

  test('that is not connected any more is named as that', async () => {
    const microphone = { ...DEFAULT_SETTINGS.microphone, deviceId: 'gone', label: 'Headset' };
    await open({ settings: { ...DEFAULT_SETTINGS, microphone } }, 'Listening');
    await expect
      .element(page.getByLabelText('Microphone', { exact: true }))
      .toHaveDisplayValue('Headset, not connected');
  });
});

import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ToolActivity, TranscriptLine } from '#shared/bridge/state.ts';
import { READY } from '../support/ready-snapshot.ts';
import { showApp } from './support.tsx';

const AT = Date.UTC(2026, 10, 21, 12);
const line = (changes: Partial<TranscriptLine>): TranscriptLine => ({
  id: '1',
  role: 'user',
  text: 'hello',
  status: 'done',
  at: AT,
  ...changes,
});
const activity = (changes: Partial<ToolActivity>): ToolActivity => ({
  callId: 'c',
  tool: 'get_current_time',
  label: 'Tell the time',
  status: 'running',
  detail: '',
  at: AT + 1,
  ...changes,
});
const conversation = () => page.getByRole('list', { name: 'Conversation' });
const entries = (): string[] =>
  [...conversation().element().children].map(
    (entry) => entry.querySelector('p, .activity-label')?.textContent ?? '',
  );

describe('a microphone that is kept open', () => {
  test('is shown for as long as it is, and closed with a click', async () => {
    const { connection } = showApp({ microphoneKept: true });
    await expect.element(page.getByText('Microphone kept open')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Close it' }));
    expect(connection.requests).toEqual([{ name: 'microphone.release', payload: {} }]);
    connection.emit({ type: 'microphone', wanted: false, kept: false });
    await expect.element(page.getByText('Microphone kept open')).not.toBeInTheDocument();
  });
});

describe('the transcript', () => {
  test('grows while words arrive, both sides in their order', async () => {
    const { connection } = showApp({ transcript: [line({ text: 'what time is it' })] });
    connection.emit({
      type: 'line',
      line: line({ id: '2', role: 'assistant', text: 'It', status: 'streaming' }),
    });
    connection.emit({
      type: 'line',
      line: line({ id: '2', role: 'assistant', text: 'It is noon.', status: 'done' }),
    });
    await expect.element(conversation().getByText(/It is noon\./)).toBeVisible();
    expect(entries()).toEqual(['You: what time is it', 'Hark: It is noon.']);
  });

  test('tells in words what was interrupted and what was not understood', async () => {
    showApp({
      transcript: [
        line({ id: '1', status: 'unclear' }),
        line({ id: '2', role: 'assistant', text: 'I can', status: 'cut' }),
      ],
    });
    await expect.element(page.getByText('not understood')).toBeVisible();
    await expect.element(page.getByText('interrupted')).toBeVisible();
  });

  test('shows each step of a tool before the answer that came of it', async () => {
    const answer = line({ id: '2', role: 'assistant', text: 'It is noon.', at: AT + 2 });
    const { connection } = showApp({ transcript: [line({}), answer], activities: [activity({})] });
    await expect.element(page.getByText('Tell the time')).toBeVisible();
    expect(entries()).toEqual(['You: hello', 'Tell the time', 'Hark: It is noon.']);
    connection.emit({ type: 'activity', activity: activity({ status: 'failed', detail: 'no clock' }) });
    await expect.element(page.getByText('no clock')).toBeVisible();
    await expect.element(page.getByText('failed')).toBeVisible();
  });

  const PAYLOADS = [
    '<script>window.hit = true</script>',
    '<img src=x onerror="window.hit = true">',
    '[click](javascript:alert(1))',
    '"><svg onload=alert(1)>',
    '{{constructor.constructor("window.hit = true")()}}',
    '\u202Egnp.exe',
  ];
  test.each(PAYLOADS)('shows %j as text and runs nothing of it', async (text) => {
    showApp({
      transcript: [line({ text })],
      activities: [activity({ label: text, detail: text })],
      notices: [{ id: 'n', error: { reason: 'server', message: text, kept: text, action: text }, at: AT }],
      timers: [{ id: 't', label: text, dueAt: AT, ringing: true }],
    });
    await expect.element(conversation()).toBeVisible();
    expect(conversation().element().textContent).toContain(text);
    const shell = document.querySelector('.app-shell');
    expect(shell?.querySelectorAll('script, a, img[src="x"], svg[onload], iframe')).toHaveLength(0);
    expect(Reflect.has(window, 'hit')).toBe(false);
  });

  test('follows its end, unless somebody scrolled back', async () => {
    const transcript = Array.from({ length: 60 }, (_, id) => line({ id: String(id), text: `line ${id}` }));
    const { connection } = showApp({ transcript });
    await expect.element(page.getByText(/line 59/)).toBeInViewport();
    const list = conversation().element();
    list.scrollTop = 0;
    await vi.waitFor(() => expect(list.scrollTop).toBe(0));
    list.dispatchEvent(new Event('scroll'));
    connection.emit({ type: 'line', line: line({ id: 'new', text: 'the newest' }) });
    await expect.element(page.getByText(/the newest/)).toBeInTheDocument();
    expect(list.scrollTop).toBe(0);
  });

  test('empty, offers things to say that are sent at a click', async () => {
    const { connection } = showApp();
    await userEvent.click(page.getByRole('button', { name: 'What time is it?' }));
    expect(connection.requests).toEqual([{ name: 'text.send', payload: { text: 'What time is it?' } }]);
  });
});

describe('typing', () => {
  const box = () => page.getByLabelText('Message');

  test('Enter sends and empties the box, Shift+Enter begins a line', async () => {
    const { connection } = showApp();
    await userEvent.click(box());
    await userEvent.keyboard('one{Shift>}{Enter}{/Shift}two{Enter}');
    expect(connection.requests).toEqual([{ name: 'text.send', payload: { text: 'one\ntwo' } }]);
    await expect.element(box()).toHaveValue('');
  });

  test('nothing is not sent', async () => {
    const { connection } = showApp();
    await userEvent.click(box());
    await userEvent.keyboard('   {Enter}');
    expect(connection.requests).toEqual([]);
    await expect.element(page.getByRole('button', { name: 'Send' })).toBeDisabled();
  });

  test('text that was refused stays in the box with the reason', async () => {
    const { connection } = showApp();
    connection.refusals.set('text.send', {
      reason: 'invalid_input',
      message: 'The text has 40000 characters.',
    });
    await userEvent.click(box());
    await userEvent.keyboard('hello{Enter}');
    await expect
      .element(page.getByRole('alert'))
      .toHaveTextContent('The text has 40000 characters. Your text is still in the box.');
    await expect.element(box()).toHaveValue('hello');
  });
});

describe('notices', () => {
  test('say what happened, what was kept and what to do, until they are dismissed', async () => {
    const error = {
      reason: 'device',
      message: 'The microphone was disconnected.',
      kept: 'What you said until then was kept.',
      action: 'Connect it again.',
    } as const;
    const { connection } = showApp({ notices: [{ id: 'n1', error, at: AT }] });
    for (const text of [error.message, error.kept, error.action]) {
      await expect.element(page.getByText(text)).toBeVisible();
    }
    await userEvent.click(page.getByRole('button', { name: 'Dismiss' }));
    expect(connection.requests).toEqual([{ name: 'notice.dismiss', payload: { id: 'n1' } }]);
  });

  test('what core refuses is shown too', async () => {
    const { connection } = showApp();
    connection.refusals.set('hands_free.set', { reason: 'unavailable', message: 'Hark is not running.' });
    await userEvent.click(page.getByRole('switch', { name: 'Hands-free' }));
    await expect.element(page.getByText('Hark is not running.')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Dismiss' }));
    await expect.element(page.getByText('Hark is not running.')).not.toBeInTheDocument();
  });
});

describe('the state', () => {
  test.each([
    [{ kind: 'off' }, 'Off'],
    [{ kind: 'connecting' }, 'Connecting'],
    [{ kind: 'ready' }, 'Ready'],
    [{ kind: 'listening', turn: 'hold', hearsSpeech: false, opening: true }, 'Opening'],
    [{ kind: 'listening', turn: 'hold', hearsSpeech: false }, 'Listening'],
    [{ kind: 'listening', turn: 'hands_free', hearsSpeech: true }, 'Hearing you'],
    [{ kind: 'thinking' }, 'Thinking'],
    [{ kind: 'thinking', tool: 'set_timer' }, 'Working'],
    [{ kind: 'speaking' }, 'Speaking'],
    [{ kind: 'muted' }, 'Muted'],
    [{ kind: 'reconnecting', attempt: 2, delayMs: 500 }, 'Reconnecting'],
    [{ kind: 'error', error: { reason: 'connection', message: 'No server.' } }, 'Problem'],
  ] as const)('%o is announced as %s, and nothing else is', async (assistant, word) => {
    showApp({ assistant, transcript: [line({ status: 'streaming' })] });
    await expect.element(page.getByRole('status')).toHaveTextContent(word);
    expect(document.querySelectorAll('[role="status"], [aria-live], [role="log"]')).toHaveLength(1);
  });

  test('a problem can be tried again', async () => {
    const error = { reason: 'connection', message: 'No server.' } as const;
    const { connection } = showApp({ assistant: { kind: 'error', error } });
    await userEvent.click(page.getByRole('button', { name: 'Try again' }));
    expect(connection.requests).toEqual([{ name: 'connection.retry', payload: {} }]);
  });

  test('without a link to core nothing of its last state is claimed', async () => {
    const { connection } = showApp({ assistant: { kind: 'speaking' }, microphoneWanted: true });
    connection.setLink('lost');
    await expect.element(page.getByText(/Hark does not answer/)).toBeVisible();
    await expect.element(page.getByRole('status')).toHaveTextContent('Off');
  });

  test('where words go is always in sight', async () => {
    showApp({
      endpoint: { ...READY.endpoint, provider: 'openai', label: 'OpenAI' },
    });
    await expect.element(page.getByText(/^OpenAI/)).toBeVisible();
    await expect.element(page.getByText(/your words and tool results go to OpenAI/)).toBeInTheDocument();
  });
});

describe('timers', () => {
  test('count down, and one that rings asks to be stopped', async () => {
    const { connection } = showApp({
      timers: [
        { id: 'a', label: 'Tea', dueAt: Date.now() + 3_725_000, ringing: false },
        { id: 'b', label: '', dueAt: Date.now() - 1, ringing: true },
      ],
    });
    await expect.element(page.getByText(/^1:02:0\d$/)).toBeVisible();
    await expect.element(page.getByText('Time is up')).toBeVisible();
    await userEvent.click(page.getByRole('button', { name: 'Stop timer' }));
    await userEvent.click(page.getByRole('button', { name: 'Cancel Tea' }));
    expect(connection.requests.map(({ payload }) => payload)).toEqual([{ id: 'b' }, { id: 'a' }]);
  });
});

test('the meter moves with the voice while the microphone is open', async () => {
  const { channel } = showApp({
    microphoneWanted: true,
    assistant: { kind: 'listening', turn: 'hold', hearsSpeech: true },
  });
  const newest = (): string | undefined =>
    document.querySelector<HTMLElement>('.level-meter span:last-child')?.style.getPropertyValue('--level');
  const ring = (): string | undefined =>
    document.querySelector<HTMLElement>('.talk-button')?.style.getPropertyValue('--level');
  const afterLevel = (dbfs: number): unknown[] => {
    channel.send({ kind: 'level', dbfs });
    return [newest(), ring()];
  };
  await expect.poll(() => afterLevel(-14)).toEqual(['1', '1.000']);
  expect(afterLevel(-100)).toEqual(['0', '0.000']);
});

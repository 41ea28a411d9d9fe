import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { DiagnosticsReport } from '#shared/bridge/diagnostics.ts';
import { showApp } from './support.tsx';

const REPORT: DiagnosticsReport = {
  host: { name: 'web', version: '1.2.3', pid: 4711, uptimeMs: 60_000 },
  platform: { system: 'linux 6', arch: 'x64', node: '24' },
  engine: { state: 'running', pid: 4712 },
  audio: { underruns: 2, droppedFrames: 3, badMessages: 4, microphone: { name: 'Desk', contextHz: 24_000 } },
  log: { folder: '~/logs', lostLines: 0 },
  turns: [
    {
      id: 7,
      startedAt: 0,
      by: 'key',
      marks: [
        { moment: 'key_down', atMs: 0 },
        { moment: 'first_sound', atMs: 480.4 },
      ],
      tools: [{ tool: 'calculate', fromMs: 100, toMs: 120, outcome: 'success' }],
    },
  ],
};
const at = '2026-11-21T17:00:00.000Z';

test('diagnostics show what runs, the turns and the log, and save a report with what was said only when asked', async () => {
  await page.viewport(1000, 900);
  const { connection } = showApp();
  connection.answers.set('diagnostics.read', () => REPORT);
  connection.answers.set('log.read', () => ({
    entries: [
      { at, level: 'info', from: 'web/1', message: 'Connected' },
      { at, level: 'error', from: 'web/1', message: 'Broken' },
    ],
  }));
  connection.answers.set('diagnostics.export', () => ({ path: '/home/jo/report.zip' }));
  await userEvent.click(page.getByRole('button', { name: 'Diagnostics' }));
  await expect.element(page.getByText('running, pid 4712')).toBeVisible();
  await expect.element(page.getByText('2 underruns, 3 dropped frames, 4 bad messages')).toBeVisible();
  const turn = page.getByRole('region', { name: 'Turn 7' });
  await expect.element(turn.getByText('480 ms')).toBeVisible();
  await expect.element(turn.getByText('20 ms, success')).toBeVisible();

  const lines = page.getByRole('list', { name: 'Lines of the log', exact: true });
  await expect.element(lines.getByText(/Connected/)).toBeInTheDocument();
  await userEvent.selectOptions(page.getByLabelText('Lines of the log that are shown'), 'error');
  await expect.element(lines.getByText(/Connected/)).not.toBeInTheDocument();
  await userEvent.fill(page.getByLabelText('Search the log'), 'nothing of the kind');
  await expect.element(lines.getByText(/Broken/)).not.toBeInTheDocument();

  await userEvent.click(page.getByRole('button', { name: 'Save the report' }));
  await expect.element(page.getByText('Saved as /home/jo/report.zip')).toBeVisible();
  await userEvent.click(page.getByRole('switch', { name: 'Include what was said in this conversation' }));
  await userEvent.click(page.getByRole('button', { name: 'Save the report' }));
  await expect
    .poll(() => connection.requests.filter(({ name }) => name === 'diagnostics.export'))
    .toMatchObject([{ payload: { transcript: false } }, { payload: { transcript: true } }]);
});

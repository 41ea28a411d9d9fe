import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { responseCreated, responseDone, toolCalls } from '../../realtime/support/wire-script.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { echoItem, openAppBench } from '../support/app-bench.ts';

const poll = expect.poll;

describe('tools', () => {
  it('are run on this machine and shown', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await bench.request('text.send', { text: 'twelve times seven' });
    await echoItem(peer);
    peer.send(...toolCalls('r1', [{ callId: 'c1', name: 'calculate', args: '{"expression":"12*7"}' }]));
    const { item } = await peer.next('conversation.item.create');
    expect(item).toMatchObject({ type: 'function_call_output', call_id: 'c1' });
    expect(JSON.parse((item as { output: string }).output)).toEqual({
      speech: '12 times 7 is 84.',
      value: 84,
    });
    expect(bench.app.state.activities).toMatchObject([
      { callId: 'c1', label: 'Calculate', status: 'done', detail: '12 times 7 is 84.' },
    ]);
    expect(bench.app.state.assistant.kind).toBe('thinking');
  });

  it.skipIf(process.platform === 'win32')(
    "never read Hark's own files, also where its folder is a link",
    async () => {
      const root = temporaryFolder();
      const [home, dotfiles] = [join(root, 'home'), join(root, 'home', 'dotfiles')];
      mkdirSync(dotfiles, { recursive: true });
      writeFileSync(join(dotfiles, 'secrets.json'), '{"openaiKey":"sk-1"}');
      symlinkSync(dotfiles, join(root, 'data'));
      const bench = await openAppBench({
        folders: { data: join(root, 'data'), home },
        stored: { files: { allowedFolders: ['~'] } },
      });
      await bench.app.start();
      const peer = await bench.connected();
      const args = JSON.stringify({ name: '~/dotfiles/secrets.json' });
      peer.send(...toolCalls('r1', [{ callId: 'c1', name: 'read_file', args }]));
      const { item } = await peer.next('conversation.item.create');
      expect(item).toMatchObject({ output: expect.stringContaining('secrets.json is private.') });
    },
  );

  it.each([true, false])('that ask first wait for the click, which says %s', async (allow) => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await bench.request('text.send', { text: 'open example.com' });
    await echoItem(peer);
    await peer.next('response.create');
    peer.send(...toolCalls('r1', [{ callId: 'c1', name: 'open_target', args: '{"target":"example.com"}' }]));
    await poll(() => bench.app.state.approvals).toMatchObject([
      { id: 'c1', question: 'Shall I open example.com?', detail: 'https://example.com/' },
    ]);
    expect(bench.app.state).toMatchObject({
      assistant: { kind: 'thinking', tool: 'open_target' },
      activities: [{ status: 'waiting' }],
    });
    const question = await peer.next('response.create');
    expect(JSON.stringify(question.response)).toContain('Shall I open example.com? Please press yes or no.');
    peer.send(responseCreated('r2'), responseDone('r2'));
    expect(bench.ports.opened).toEqual([]);
    expect(await bench.request('approval.decide', { id: 'other', allow: true })).toMatchObject({ ok: false });
    expect(await bench.request('approval.decide', { id: 'c1', allow })).toMatchObject({ ok: true });
    await peer.next('conversation.item.create');
    expect(bench.ports.opened).toEqual(allow ? ['url https://example.com/'] : []);
    expect(bench.app.state).toMatchObject({
      approvals: [],
      activities: [{ status: allow ? 'done' : 'denied' }],
    });
    expect(await bench.request('approval.decide', { id: 'c1', allow: true })).toMatchObject({ ok: false });
    expect(peer.violations).toEqual([]);
  });
});

describe('timers', () => {
  it('ring for the eye and the ear', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await bench.request('text.send', { text: 'set a timer' });
    await echoItem(peer);
    await peer.next('response.create');
    peer.send(...toolCalls('r1', [{ callId: 'c1', name: 'set_timer', args: '{"seconds":1,"label":"tea"}' }]));
    await poll(() => bench.app.state.timers).toMatchObject([{ label: 'tea', ringing: false }]);
    await peer.next('response.create');
    peer.send(responseCreated('r2'), responseDone('r2'));
    await poll(() => bench.app.state.timers, { timeout: 5_000 }).toMatchObject([
      { label: 'tea', ringing: true },
    ]);
    expect(bench.ports.notified).toEqual([{ title: 'Hark timer', body: 'Your tea timer is done.' }]);
    const alarm = await peer.next('response.create');
    expect(JSON.stringify(alarm.response)).toContain('Your tea timer is done.');
    const id = bench.app.state.timers[0]?.id ?? '';
    expect(await bench.request('timer.cancel', { id })).toMatchObject({ ok: true });
    expect(bench.app.state.timers).toEqual([]);
    expect(await bench.request('timer.cancel', { id })).toMatchObject({
      ok: false,
      error: { reason: 'not_found' },
    });
  });

  it('that fell due while Hark was away ring at the start, and are spoken once somebody can', async () => {
    const dueAt = Date.now() - 60_000;
    const bench = await openAppBench({
      prepare: ({ folders }) => {
        mkdirSync(folders.data, { recursive: true });
        const stored = [{ id: 't', label: 'cake', seconds: 60, dueAt }];
        writeFileSync(join(folders.data, 'timers.json'), JSON.stringify(stored));
      },
    });
    expect(bench.app.state.timers).toEqual([{ id: 't', label: 'cake', dueAt, ringing: false }]);
    await bench.app.start();
    expect(bench.app.state.timers).toMatchObject([{ ringing: true }]);
    const peer = await bench.connected();
    const { response } = await peer.next('response.create');
    expect(JSON.stringify(response)).toContain('While I was away, your cake timer ended.');
  });
});

describe('a tool that was running when Hark ended', () => {
  it('is reported at the next start, and not run again', async () => {
    const bench = await openAppBench({
      prepare: ({ folders }) => {
        mkdirSync(folders.data, { recursive: true });
        const entry = { phase: 'begin', callId: 'c', tool: 'open_target', arguments: { target: 'x' }, at: 1 };
        writeFileSync(join(folders.data, 'journal.jsonl'), JSON.stringify(entry));
      },
    });
    expect(bench.app.state.notices).toMatchObject([
      {
        error: {
          message: expect.stringContaining('"open target"'),
          kept: 'It is not tried again by itself.',
        },
      },
    ]);
    expect(bench.ports.opened).toEqual([]);
  });
});

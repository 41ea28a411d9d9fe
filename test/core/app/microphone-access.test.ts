import { describe, expect, it } from 'vitest';
import { adviceOn } from '#shared/bridge/microphone.ts';
import type { RequestPayload } from '#shared/bridge/requests.ts';
import { type AppBench, openAppBench } from '../support/app-bench.ts';

type Report = RequestPayload<'microphone.access'>['access'];

const report = (bench: AppBench, access: Report) =>
  bench.request('microphone.access', { access, place: 'macos' });
const open = (bench: AppBench) => bench.request('microphone.opened', { name: 'Desk', replaced: false });
const fail = (bench: AppBench, fault: RequestPayload<'microphone.failed'>['fault']) =>
  bench.request('microphone.failed', { fault, message: 'It failed.', action: 'Do something.' });
const notices = ({ app }: AppBench) => app.state.notices.map(({ error }) => error.message);

describe('the permission to listen', () => {
  it('is what the system says, and what opening proves', async () => {
    const bench = await openAppBench();
    expect(bench.app.state.microphone).toEqual({ kind: 'unknown' });
    await report(bench, 'ask');
    expect(bench.app.state.microphone).toEqual({ kind: 'ask' });
    await open(bench);
    expect(bench.app.state.microphone).toEqual({ kind: 'granted' });
  });

  it('R23 tells apart denied, missing and busy, and what each needs', async () => {
    const bench = await openAppBench();
    for (const fault of ['denied', 'missing', 'busy'] as const) {
      await fail(bench, fault);
      expect(bench.app.state.microphone).toMatchObject({ kind: 'failed', fault, action: 'Do something.' });
    }
    await fail(bench, undefined);
    expect(bench.app.state.microphone).toMatchObject({ fault: 'other' });
  });

  it('R23 that is withdrawn while Hark runs is told with the path of the system, and is told no more once it is back', async () => {
    const bench = await openAppBench();
    await report(bench, 'granted');
    await report(bench, 'denied');
    const { message, action } = adviceOn('denied', 'macos');
    expect(bench.app.state.notices).toMatchObject([
      { error: { message, action, kept: 'Typing works meanwhile.' } },
    ]);
    expect(bench.app.state.microphone).toMatchObject({ fault: 'denied', action });
    await report(bench, 'denied');
    expect(notices(bench)).toHaveLength(1);
    await report(bench, 'granted');
    expect(bench.app.state.microphone).toEqual({ kind: 'granted' });
    expect(notices(bench)).toEqual([]);
  });

  it('that does not count is explained as stale, and not taken back by the same word of the system', async () => {
    const bench = await openAppBench();
    await report(bench, 'granted');
    await fail(bench, 'denied');
    const { message, action } = adviceOn('stale', 'macos');
    expect(bench.app.state.microphone).toEqual({ kind: 'failed', fault: 'stale', message, action });
    expect(notices(bench)).toEqual([message]);
    await report(bench, 'granted');
    expect(bench.app.state.microphone.kind).toBe('failed');
    await open(bench);
    expect(bench.app.state.microphone).toEqual({ kind: 'granted' });
    expect(notices(bench)).toEqual([]);
  });

  it('R23 is told no more that there is no microphone once one is connected', async () => {
    const bench = await openAppBench();
    await report(bench, 'granted');
    await fail(bench, 'missing');
    const microphones = { found: [{ id: 'm1', label: 'Desk' }], defaultLabel: 'Desk' };
    await bench.request('microphone.found', microphones);
    expect(bench.app.state).toMatchObject({ microphones, microphone: { kind: 'granted' } });
    expect(notices(bench)).toEqual([]);
  });

  it('shows the same microphones once, and takes no endless list', async () => {
    const bench = await openAppBench();
    const device = { id: 'm1', label: 'Desk' };
    for (let time = 0; time < 2; time += 1) {
      await bench.request('microphone.found', { found: [device], defaultLabel: '' });
    }
    expect(bench.events.filter(({ type }) => type === 'microphones')).toHaveLength(1);
    const endless = { found: Array.from({ length: 33 }, () => device), defaultLabel: '' };
    expect(await bench.request('microphone.found', endless)).toMatchObject({ ok: false });
  });

  it('does not hide that there is no microphone', async () => {
    const bench = await openAppBench();
    await report(bench, 'ask');
    await fail(bench, 'missing');
    await report(bench, 'granted');
    expect(bench.app.state.microphone).toMatchObject({ kind: 'failed', fault: 'missing' });
  });
});

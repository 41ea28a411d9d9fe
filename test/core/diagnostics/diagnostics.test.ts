import { mkdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, onTestFinished, test } from 'vitest';
import { packReport } from '#core/diagnostics/pack-report.ts';
import { zipTexts } from '#core/diagnostics/zip.ts';
import { createHostLog, type HostLog } from '#core/logging/host-log.ts';
import { type DiagnosticsReport, MAX_TURNS, type TurnTimeline } from '#shared/bridge/diagnostics.ts';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import {
  answer,
  answerStart,
  confirmSettings,
  itemEcho,
  speechStarted,
  speechStopped,
  toolCalls,
  transcribed,
  userSpoke,
} from '../../realtime/support/wire-script.ts';
import { type AppBench, echoItem, openAppBench } from '../support/app-bench.ts';

const poll = expect.poll;
const spoken = { responseId: 'r1', itemId: 'a1', previousItemId: 'u1', text: 'It is ten.', audioMs: 300 };

async function read(bench: AppBench): Promise<DiagnosticsReport> {
  const reply = await bench.request('diagnostics.read');
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value;
}

const moments = (turn: TurnTimeline | undefined) => turn?.marks.map(({ moment }) => moment);

describe('the flight recorder', () => {
  test('notes when things happened in a turn under the key, in order and not what was said', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await poll(() => bench.app.state.assistant.kind).toBe('ready');
    await bench.request('talk.start');
    bench.page.speak(50);
    await bench.request('talk.stop');
    bench.page.send({ type: 'stopped' });
    await peer.next('response.create');
    peer.send(...userSpoke('u1', null), transcribed('u1', 'what time is it'), ...answer(spoken));
    await poll(() => bench.page.commands.at(-1)).toEqual({ type: 'end', itemId: 'a1' });
    bench.page.playToEnd('a1');
    await poll(async () => moments((await read(bench)).turns[0])).toEqual([
      'key_down',
      'first_buffer',
      'key_up',
      'handed_in',
      'committed',
      'response_started',
      'first_token',
      'first_audio',
      'response_done',
      'first_sound',
      'quiet',
    ]);
    const { turns } = await read(bench);
    expect(turns).toMatchObject([{ id: 1, by: 'key', tools: [] }]);
    const times = turns[0]?.marks.map(({ atMs }) => atMs) ?? [];
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(JSON.stringify(turns)).not.toMatch(/time is it|It is ten/);
  });

  test('tells who began a turn, which tools ran and where it was interrupted, by the turn it belongs to', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await bench.request('text.send', { text: 'twelve times seven' });
    await echoItem(peer);
    peer.send(...toolCalls('r1', [{ callId: 'c1', name: 'calculate', args: '{"expression":"12*7"}' }]));
    const { item } = await peer.next('conversation.item.create');
    peer.send(...itemEcho(item, 'item_c1'));
    peer.send(...answer({ ...spoken, responseId: 'r2', previousItemId: null }));
    await poll(() => bench.page.samplesOf('a1')).toBe(7_200);
    bench.page.send({ type: 'playhead', itemId: 'a1', playedSamples: 1_200, ended: false });
    await bench.request('talk.start');
    const { turns } = await read(bench);
    expect(turns).toMatchObject([{ by: 'text' }, { by: 'key', marks: [{ moment: 'key_down', atMs: 0 }] }]);
    expect(turns[0]?.tools).toEqual([
      { tool: 'calculate', fromMs: expect.any(Number), toMs: expect.any(Number), outcome: 'success' },
    ]);
    expect(moments(turns[0])).toContain('interrupted');
    expect(moments(turns[1])).not.toContain('interrupted');
    expect(JSON.stringify(turns)).not.toMatch(/seven|is 84/);
  });

  test('begins a turn with a voice in hands-free, also in the middle of an answer', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    const peer = await bench.connected();
    await poll(() => bench.app.state.assistant.kind).toBe('ready');
    await bench.request('hands_free.set', { on: true });
    await confirmSettings(peer);
    peer.send(speechStarted('u1'), speechStopped('u1'), ...userSpoke('u1', null), ...answerStart(spoken));
    await poll(() => bench.app.state.assistant.kind).toBe('speaking');
    peer.send(speechStarted('u2'));
    await poll(async () => (await read(bench)).turns.map(({ by }) => by)).toEqual(['voice', 'voice']);
    const [first, second] = (await read(bench)).turns;
    expect(moments(first)?.slice(0, 4)).toEqual([
      'speech_started',
      'speech_stopped',
      'committed',
      'response_started',
    ]);
    expect(moments(first)).toContain('interrupted');
    expect(moments(second)).toEqual(['speech_started']);
  });

  test('keeps the last turns, however many there were', async () => {
    const bench = await openAppBench();
    await bench.app.start();
    await bench.connected();
    await poll(() => bench.app.state.assistant.kind).toBe('ready');
    for (let turn = 0; turn < MAX_TURNS + 5; turn += 1) {
      await bench.request('talk.start');
      await bench.request('talk.cancel');
    }
    const { turns } = await read(bench);
    expect(turns.map(({ id }) => id)).toEqual(Array.from({ length: MAX_TURNS }, (_, index) => index + 6));
  });
});

describe('what runs', () => {
  test('is told as it is: session, engine, microphone, what went wrong with the sound', async () => {
    const bench = await openAppBench();
    expect(await read(bench)).toMatchObject({ engine: { state: 'stopped' }, turns: [] });
    expect(await read(bench)).not.toHaveProperty('session');
    await bench.app.start();
    const peer = await bench.connected();
    peer.send({ type: 'session.created', event_id: 'e', session: { id: 'sess_1', type: 'realtime' } });
    const microphone = { name: 'Desk', contextHz: 24_000, deviceHz: 48_000 };
    await bench.request('microphone.opened', { ...microphone, replaced: false });
    bench.page.send({ type: 'underrun', count: 2 });
    bench.page.send('nonsense');
    const { model, label } = { model: 'hark-offline', label: 'On this computer' };
    await poll(async () => (await read(bench)).session).toEqual({
      id: expect.stringMatching(/^sess_/),
      provider: label,
      model,
      protocol: 'ga',
    });
    expect(await read(bench)).toMatchObject({
      host: { name: 'terminal', version: '1.2.3', pid: process.pid },
      platform: { node: process.versions.node },
      engine: { state: 'running' },
      audio: { microphone, underruns: 2, badMessages: 1, droppedFrames: 0 },
      log: { lostLines: 0 },
    });
  });
});

const KEY = 'no-known-shape-of-a-key';
const SAID = 'the cat sat on the mat';

/** The app with the log of a host, and secrets all over it. */
async function openPlanted() {
  const logs: HostLog[] = [];
  const bench = await openAppBench({
    prepare(ports) {
      const { folders } = ports;
      mkdirSync(folders.home);
      const about = { name: 'web', version: '1.2.3', threshold: 'error', environment: {} } as const;
      const hostLog = createHostLog({ ...about, folders, print: () => {} });
      logs.push(hostLog);
      const { secrets, startEngine } = hostLog.protect(ports);
      Object.assign(ports, { log: hostLog.log, host: hostLog.host, secrets, startEngine });
    },
    stored: {
      endpoint: { kind: 'engine' },
      files: { allowedFolders: ['/srv/docs?token=planted-query-token'] },
    },
  });
  const { log, folders } = bench.ports;
  expect(await bench.request('key.set', { value: KEY })).toMatchObject({ ok: true });
  await bench.app.start();
  const peer = await bench.connected();
  log.warn(`Refused ${KEY} and sk-proj-plantedplanted12`, new Error(`in ${folders.home}/x`));
  log.info('Heard', { transcript: SAID });
  await bench.request('text.send', { text: SAID });
  await echoItem(peer);
  await logs[0]?.close();
  return bench;
}

async function unpack(bench: AppBench, transcript: boolean): Promise<ReadonlyMap<string, string>> {
  const reply = await bench.request('diagnostics.export', { transcript });
  if (!reply.ok) throw new Error(reply.error.message);
  expect(reply.value.path.startsWith(bench.ports.folders.home)).toBe(true);
  const files = unzipSync(await readFile(reply.value.path));
  return new Map(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

describe('a report', () => {
  test('is one zip with all that helps, and without keys, tokens, names and what was said', async () => {
    const bench = await openPlanted();
    const files = await unpack(bench, false);
    expect([...files.keys()].sort()).toEqual([
      'README.txt',
      'checks.json',
      'log-web.jsonl',
      'running.json',
      'settings.json',
      'turns.json',
    ]);
    const all = [...files.values()].join('\n');
    const { home } = bench.ports.folders;
    for (const secret of [KEY, 'plantedplanted', 'planted-query-token', 'token-of-the-engine', home, SAID]) {
      expect(all).not.toContain(secret);
    }
    expect(files.get('log-web.jsonl')).toContain('"message":"Refused … and sk-…"');
    expect(JSON.parse(files.get('settings.json') ?? '')).toHaveProperty('turns.mode', 'hold');
    expect(JSON.parse(files.get('running.json') ?? '')).toHaveProperty('host.version', '1.2.3');
    expect(JSON.parse(files.get('turns.json') ?? '')).toMatchObject([{ by: 'text' }]);
    expect(JSON.parse(files.get('checks.json') ?? '')).toContainEqual(
      expect.objectContaining({ name: 'Data folder', state: 'works' }),
    );
  });

  test('holds what was said when the person asks for it', async () => {
    const files = await unpack(await openPlanted(), true);
    expect(JSON.parse(files.get('transcript.json') ?? '')).toMatchObject([{ role: 'user', text: SAID }]);
  });

  test('that cannot be written says so', async () => {
    const bench = await openAppBench();
    Object.assign(bench.ports.folders, { home: join(bench.ports.folders.data, 'none') });
    expect(await bench.request('diagnostics.export', { transcript: false })).toMatchObject({
      ok: false,
      error: { reason: 'device', action: expect.any(String) },
    });
  });

  test('of a long log is redacted a few lines at a time, and lacks none', async () => {
    const data = await mkdtemp(join(tmpdir(), 'hark-report-'));
    onTestFinished(() => rm(data, { recursive: true }));
    const log = Array.from({ length: 20_000 }, (_, index) => `{"message":"line ${index}"}\n`).join('');
    mkdirSync(join(data, 'logs'));
    await writeFile(join(data, 'logs', 'hark.log'), log);
    let longest = 0;
    const redact = (text: string): string => {
      longest = Math.max(longest, text.length);
      return text;
    };
    const zip = await packReport({
      host: { redact },
      logs: { web: data },
      settings: DEFAULT_SETTINGS,
      checks: [],
    });
    expect(strFromU8(unzipSync(zip)['log-web.jsonl'] ?? new Uint8Array())).toBe(log);
    expect(longest).toBeLessThan(100_000);
  });

  test('of a long log is packed whole', async () => {
    const log = 'x'.repeat(700_000) + 'ä'.repeat(300_000);
    const files = unzipSync(await zipTexts({ 'a.txt': log, 'b.txt': '' }));
    expect(strFromU8(files['a.txt'] ?? new Uint8Array())).toBe(log);
    expect(files['b.txt']).toHaveLength(0);
  });

  test('shows the newest lines of the log', async () => {
    const bench = await openPlanted();
    const reply = await bench.request('log.read');
    expect(reply).toMatchObject({
      ok: true,
      value: {
        entries: expect.arrayContaining([
          expect.objectContaining({ level: 'warn', message: 'Refused … and sk-…' }),
        ]),
      },
    });
  });
});

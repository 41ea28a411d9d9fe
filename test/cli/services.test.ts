import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { startScriptedServer } from '../support/scripted-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { runHark, startHark } from './run-hark.ts';

describe('engine', () => {
  test('prints one line of JSON, serves whoever has the token, and ends with a signal', async () => {
    const hark = startHark(['engine', '--json']);
    const { url, token } = JSON.parse(await hark.firstLine);
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${token}` } });
    const hello = await new Promise((resolve) =>
      socket.once('message', (data) => resolve(JSON.parse(String(data)))),
    );
    expect(hello).toMatchObject({ type: 'session.created' });
    hark.child.kill('SIGTERM');
    const { code, stdout } = await hark.ended;
    expect(stdout.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(0);
  });
});

describe('doctor', () => {
  test('tells about every part, one line of JSON each', async () => {
    const { events } = await runHark(['doctor', '--json']);
    const names = events.map(({ name }) => name);
    for (const name of [
      'Node',
      'Engine',
      'Stage stt',
      'Pages',
      'Electron',
      'Clipboard',
      'Browser',
      'Microphone',
      'Answers',
    ]) {
      expect(names).toContain(name);
    }
    for (const { state, detail } of events) {
      expect(['works', 'missing', 'broken']).toContain(state);
      expect(detail).not.toBe('');
    }
  });

  test('connects to the server of the settings, and says why that fails', async () => {
    const server = await startScriptedServer({ refuseWith: 401 });
    onTestFinished(() => server.close());
    const folder = temporaryFolder();
    const endpoint = { ...DEFAULT_SETTINGS.endpoint, kind: 'custom', url: server.url };
    await writeFile(join(folder, 'settings.json'), JSON.stringify({ ...DEFAULT_SETTINGS, endpoint }));
    const { code, events } = await runHark(['doctor', '--json'], { HARK_DATA: folder });
    expect(events.find(({ name }) => name === 'Answers')).toEqual({
      name: 'Answers',
      state: 'broken',
      detail: 'The server refused the key (HTTP 401). Check the key in the settings.',
    });
    expect(code).toBe(3);
  });

  test('packs a report with the logs of the terminal and the desktop app, without keys', async () => {
    const folder = temporaryFolder();
    const logs = join(folder, 'hark', 'logs');
    await mkdir(logs, { recursive: true });
    await writeFile(join(logs, 'hark.log'), '{"message":"of the desktop sk-proj-plantedplanted12"}\n');
    const endpoint = { ...DEFAULT_SETTINGS.endpoint, kind: 'engine' };
    await writeFile(join(folder, 'settings.json'), JSON.stringify({ ...DEFAULT_SETTINGS, endpoint }));
    const file = join(folder, 'report.zip');
    const env = {
      HARK_DATA: folder,
      XDG_CONFIG_HOME: folder,
      OPENAI_API_KEY: 'planted-key-of-the-environment',
    };
    const { stdout } = await runHark(['doctor', '--export', file], env);
    expect(stdout).toContain(`The report is in ${file}`);
    const files = Object.entries(unzipSync(await readFile(file))).map(
      ([name, bytes]) => [name, strFromU8(bytes)] as const,
    );
    const texts = new Map(files);
    expect(JSON.parse(texts.get('checks.json') ?? '')).toContainEqual({
      name: 'OpenAI key',
      state: 'works',
      detail: 'in the environment',
    });
    if (process.platform === 'linux') expect(texts.get('log-desktop.jsonl')).toContain('of the desktop sk-…');
    expect([...texts.values()].join()).not.toMatch(/plantedplanted|planted-key/);
    expect(texts.has('transcript.json')).toBe(false);

    const again = await runHark(['doctor', '--export', file], env);
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('not there yet') });
  });
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
});

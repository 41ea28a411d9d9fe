import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
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
    ]) {
      expect(names).toContain(name);
    }
    for (const { state, detail } of events) {
      expect(['works', 'missing', 'broken']).toContain(state);
      expect(detail).not.toBe('');
    }
  });
});

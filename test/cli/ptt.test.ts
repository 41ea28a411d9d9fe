import { describe, expect, test } from 'vitest';
import { startControl } from '#core/control/control-server.ts';
import { READY } from '../support/ready-snapshot.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { runHark } from './run-hark.ts';

describe('ptt', () => {
  test('tells the running app, and prints what it is doing', async () => {
    const folder = temporaryFolder();
    const asked: unknown[] = [];
    const request = async (name: unknown, payload: unknown) => {
      asked.push([name, payload]);
      return { ok: true, value: undefined } as const;
    };
    const silent = (): void => {};
    const log = { error: silent, warn: silent, info: silent, debug: silent };
    const control = await startControl({ app: { bridge: { request }, state: READY }, folder, log });
    const { code, events } = await runHark(['ptt', 'down', '--json'], { HARK_DATA: folder });
    await control.close();
    expect(asked).toEqual([['talk.key', { key: 'command', edge: 'down' }]]);
    expect([code, events]).toEqual([0, [{ state: 'ready' }]]);
  });

  test('says that no app runs, with exit code 3', async () => {
    const { code, stderr } = await runHark(['ptt', 'toggle']);
    expect(code).toBe(3);
    expect(stderr).toContain('Hark is not running.');
  });

  test('names the commands when it is given another', async () => {
    const { code, stderr } = await runHark(['ptt', 'shout']);
    expect(code).toBe(2);
    expect(stderr).toContain('down, up, toggle, cancel, status');
  });
});

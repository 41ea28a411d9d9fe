import { readFile, stat, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { sendPtt } from '#core/control/control-client.ts';
import { startControl } from '#core/control/control-server.ts';
import { pttOf } from '#core/control/ptt.ts';
import { type AppBench, openAppBench } from '../support/app-bench.ts';

async function openControl(): Promise<AppBench & { readonly folder: string; readonly file: string }> {
  const bench = await openAppBench();
  await bench.app.start();
  await bench.connected();
  const folder = bench.ports.folders.data;
  const control = await startControl({ app: bench.app, folder, log: bench.ports.log });
  onTestFinished(control.close);
  return { ...bench, folder, file: join(folder, 'control.json') };
}

/** What the port answers to raw text; `''` when it only hangs up. */
function say(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.end(text));
    socket.on('data', (chunk) => {
      heard += String(chunk);
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(heard));
  });
}

describe('another program of the person', () => {
  it('presses the talk key and lets go of it, which means what it means under any other key', async () => {
    const { app, folder } = await openControl();
    expect(await sendPtt([folder], 'down')).toMatchObject({ state: 'listening' });
    expect(app.state.assistant).toMatchObject({ turn: 'hold' });
    await app.bridge.request('settings.update', { patch: { turns: { gesture: 'hold' } } });
    await sendPtt([folder], 'up');
    expect(app.state.microphoneWanted).toBe(false);
  });

  it('toggles, and takes back', async () => {
    const { app, folder } = await openControl();
    await sendPtt([folder], 'toggle');
    expect(app.state.assistant).toMatchObject({ kind: 'listening', turn: 'latched' });
    expect(await sendPtt([folder], 'cancel')).toMatchObject({ state: 'ready' });
  });

  it('hears why it cannot', async () => {
    const { app, folder } = await openControl();
    await app.bridge.request('mute.set', { on: true });
    await expect(sendPtt([folder], 'down')).rejects.toMatchObject({
      reason: 'denied',
      message: 'The microphone is muted.',
      action: 'Unmute it first.',
    });
  });

  it('hears that nothing runs: without a file, and with one that outlived its app', async () => {
    const { folder, file, ports } = await openControl();
    await expect(sendPtt([ports.folders.home], 'down')).rejects.toMatchObject({ reason: 'unavailable' });
    await writeFile(file, JSON.stringify({ port: 1, token: 'x' }));
    await expect(sendPtt([folder], 'down')).rejects.toMatchObject({ message: 'Hark is not running.' });
  });
});

describe('a stranger', () => {
  it('cannot read the token', async () => {
    const { file } = await openControl();
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is refused, whatever is said', async () => {
    const { app, file } = await openControl();
    const { port, token } = JSON.parse(await readFile(file, 'utf8'));
    const lines = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'POST / HTTP/1.1\r\n\r\n',
        JSON.stringify({ token: `${token}x`, ptt: 'down' }),
        JSON.stringify({ token: '', ptt: 'down' }),
        JSON.stringify({ ptt: 'down' }),
        JSON.stringify({ token, ptt: 'listen' }),
        JSON.stringify({ token, ptt: 'down', more: 1 }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(lines, async (line) => {
        expect(await say(port, `${line}\n`)).not.toContain('"ok":true');
        expect(app.state.microphoneWanted).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('who talks without end is hung up on', async () => {
    const { file } = await openControl();
    const { port } = JSON.parse(await readFile(file, 'utf8'));
    expect(await say(port, 'x'.repeat(100_000))).toBe('');
  });
});

describe('the command line of a second instance', () => {
  it.each<[readonly string[], string | undefined]>([
    [['hark', '--ptt', 'toggle'], 'toggle'],
    [['hark', '--ptt=down'], 'down'],
    [['hark', '--ptt', 'explode'], undefined],
    [['hark', '--ptt'], undefined],
    [['hark', 'toggle'], undefined],
    [['hark'], undefined],
  ])('%j', (argv, command) => {
    expect(pttOf(argv)).toBe(command);
  });
});

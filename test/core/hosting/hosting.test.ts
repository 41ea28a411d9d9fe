import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Conf from 'conf';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createConfBackend, readJsonWithMark } from '#core/hosting/conf-backend.ts';
import { bestMatch, readDesktopEntry } from '#core/hosting/desktop-entry.ts';
import { readRendererFiles } from '#core/hosting/renderer-files.ts';
import type { SettingsBackend } from '#core/ports.ts';
import { createSettingsService } from '#core/settings/settings-service.ts';
import { salvageSettings } from '#shared/settings/salvage.ts';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hark-hosting-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const makeBackend = () =>
  createConfBackend({
    file: join(folder, 'settings.json'),
    open: () =>
      new Conf({
        cwd: folder,
        configName: 'settings',
        configFileMode: 0o600,
        deserialize: readJsonWithMark,
      }),
    log: { error() {}, warn() {}, info() {}, debug() {} },
  });
const write = (text: string | Buffer) => writeFile(join(folder, 'settings.json'), text);

describe('settings in a conf file', () => {
  test('nothing was stored yet', () => {
    expect(makeBackend().load()).toBeUndefined();
  });

  test('what is saved is on the disk, readable by the owner only', async () => {
    await makeBackend().save({ voice: 'b' });
    expect(makeBackend().load()).toEqual({ voice: 'b' });
    if (process.platform !== 'win32') {
      expect((await stat(join(folder, 'settings.json'))).mode & 0o777).toBe(0o600);
    }
  });

  test('what cannot be saved is told, and can be saved later', async () => {
    const backend = makeBackend();
    backend.load();
    await rm(folder, { recursive: true });
    await writeFile(folder, 'in the way');
    await expect(backend.save({ voice: 'c' })).rejects.toThrow();
    await rm(folder);
    await backend.save({ voice: 'c' });
    expect(makeBackend().load()).toEqual({ voice: 'c' });
  });

  test('a byte order mark is no damage', async () => {
    await write('\uFEFF{"voice":"d"}');
    expect(makeBackend().load()).toEqual({ voice: 'd' });
  });

  test.each([
    ['cut off', '{"voice":'],
    ['empty', ''],
    ['null bytes', '\0'.repeat(64)],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
    ['trailing rubbish', '{"a":1} x'],
    ['null', 'null'],
    ['a number', '42'],
    ['a list', '[1]'],
    ['too large', `{"a":"${'x'.repeat(1024 * 1024)}"}`],
  ])('a file that is %s throws, can be set aside, and then settings are saved again', async (_what, text) => {
    await write(text);
    const backend = makeBackend();
    expect(() => backend.load()).toThrow();
    const kept = backend.setAside();
    expect(await readFile(kept!)).toEqual(Buffer.from(text));
    await backend.save({ voice: 'e' });
    expect(makeBackend().load()).toEqual({ voice: 'e' });
  });

  test.skipIf(process.platform === 'win32')('a folder, a link and a pipe are never opened', async () => {
    const file = join(folder, 'settings.json');
    for (const create of [
      () => mkdir(file),
      async () => symlink(join(folder, 'elsewhere'), file),
      async () => void execFileSync('mkfifo', [file]),
    ]) {
      await create();
      if (existsSync(file)) expect(() => makeBackend().load()).toThrow(/ordinary/);
      await expect(makeBackend().save({ voice: 'f' })).rejects.toThrow(/ordinary/);
      await rm(file, { recursive: true });
    }
  });

  test('what a newer version stored is used as far as it is known, and the file stays as it is', async () => {
    const newer = JSON.stringify({
      version: 99,
      voice: { speed: 0.8, name: { first: 'Awb' } },
      wakeWord: 'hark',
    });
    await write(newer);
    const clock = createFakeClock();
    const service = createSettingsService({ backend: makeBackend(), clock, onProblem: () => {} });
    expect(service.current.voice).toEqual({ ...DEFAULT_SETTINGS.voice, speed: 0.8 });
    expect(service.loadProblem?.message).toBe('The settings were saved by a newer version of Hark.');
    service.update({ voice: { speed: 1.25 } });
    expect(service.current.voice.speed).toBe(1.25);
    await clock.advanceAsync(60_000);
    await service.close();
    expect(await readFile(join(folder, 'settings.json'), 'utf8')).toBe(newer);
    expect(await readdir(folder)).toEqual(['settings.json']);
  });
});

describe('the backups of the settings', () => {
  const valuesOf = (backend: SettingsBackend): unknown[] => backend.backups().map(({ value }) => value);

  test('are the last three that were good, newest first, and none is there twice', async () => {
    const backend = makeBackend();
    await backend.backUp();
    expect(backend.backups()).toEqual([]);
    for (const voice of ['a', 'b', 'b', 'c', 'd']) {
      await backend.save({ voice });
      await backend.backUp();
    }
    expect(valuesOf(backend)).toEqual([{ voice: 'd' }, { voice: 'c' }, { voice: 'b' }]);
  });

  test('that cannot be read are left out', async () => {
    const backend = makeBackend();
    for (const voice of ['a', 'b']) {
      await backend.save({ voice });
      await backend.backUp();
    }
    await writeFile(join(folder, 'settings.json.good-1'), '{"voice":');
    expect(valuesOf(backend)).toEqual([{ voice: 'a' }]);
  });

  test('bring the settings back whatever happens to the file, and whoever starts is told', async () => {
    const settings = { ...DEFAULT_SETTINGS, voice: { ...DEFAULT_SETTINGS.voice, name: 'slt', speed: 0.8 } };
    await makeBackend().save(settings);
    await makeBackend().backUp();
    const good = await readFile(join(folder, 'settings.json'));
    const damage = fc.oneof(
      fc.nat(good.length - 1).map((length) => good.subarray(0, length)),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.tuple(fc.nat(good.length - 1), fc.nat(255)).map(([at, byte]) => good.with(at, byte)),
    );
    await fc.assert(
      fc.asyncProperty(damage, async (bytes) => {
        await write(Buffer.from(bytes));
        const backend = makeBackend();
        const service = createSettingsService({ backend, clock: createFakeClock(), onProblem: () => {} });
        await service.close();
        const stored = parsed(Buffer.from(bytes));
        if (stored === undefined) {
          expect(service.current).toEqual(settings);
          expect(service.loadProblem?.message).toMatch(
            /^The settings file .* so the settings of .* are used\.$/,
          );
        } else {
          const { settings: readable, reset } = salvageSettings(stored);
          expect(service.current).toEqual(reset.includes('') ? settings : readable);
          if (reset.length > 0) expect(service.loadProblem).toBeDefined();
        }
        expect(salvageSettings(makeBackend().load())).toMatchObject({ settings: service.current, reset: [] });
        await restored(good);
      }),
      { numRuns: 150 },
    );
  });

  /** The folder as it was, for the next run. */
  async function restored(good: Buffer): Promise<void> {
    for (const name of await readdir(folder)) await rm(join(folder, name));
    await write(good);
    await makeBackend().backUp();
  }
});

function parsed(bytes: Buffer): unknown {
  try {
    return readJsonWithMark(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

describe('the files of the pages', () => {
  test('are listed by their path, other kinds of files are left out', async () => {
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), 'page');
    await writeFile(join(folder, 'assets', 'a.js'), 'code');
    await writeFile(join(folder, 'assets', 'a.js.map'), 'map');
    const files = await readRendererFiles(folder);
    expect([...files.keys()].sort()).toEqual(['/assets/a.js', '/index.html']);
    expect(files.get('/assets/a.js')).toMatchObject({ type: 'text/javascript; charset=utf-8' });
  });

  test('a missing build says what to run', async () => {
    await expect(readRendererFiles(join(folder, 'none'))).rejects.toMatchObject({
      action: 'Run npm run build.',
    });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('desktop entries', () => {
  const entry = (lines: string) => readDesktopEntry(`[Desktop Entry]\nType=Application\nName=X\n${lines}`);

  test('quotes group and field codes disappear', () => {
    expect(entry('Exec="/opt/my app/run" --x="1" %u 100%%')?.argv).toEqual([
      '/opt/my app/run',
      '--x="1"',
      '100%',
    ]);
  });

  test.each(['NoDisplay=true\nExec=a', 'Hidden=true\nExec=a', 'Terminal=true\nExec=a', 'Comment=none'])(
    '%j is not offered',
    (lines) => {
      expect(entry(lines)).toBeUndefined();
    },
  );

  test('actions of an entry are not the entry', () => {
    expect(entry('Exec=a\n[Desktop Action new]\nName=Y\nExec=b')).toEqual({ name: 'X', argv: ['a'] });
  });

  test('the whole name wins over its beginning, that over single words', () => {
    const named = (name: string) => ({ name, argv: [name] as const });
    const entries = [named('GNOME Files'), named('Files Extra'), named('Files')];
    expect(bestMatch(entries, 'files')?.name).toBe('Files');
    expect(bestMatch(entries.slice(0, 2), 'Files')?.name).toBe('Files Extra');
    expect(bestMatch(entries.slice(0, 1), 'files')?.name).toBe('GNOME Files');
    expect(bestMatch(entries, 'file')).toBeUndefined();
    expect(bestMatch(entries, ' ')).toBeUndefined();
  });

  test('any text is an entry or nothing', () => {
    fc.assert(fc.property(fc.string(), (text) => void readDesktopEntry(text)));
  });
});

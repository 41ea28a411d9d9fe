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
import { createLog, logLevel } from '#core/hosting/log.ts';
import { readRendererFiles } from '#core/hosting/renderer-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hark-hosting-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('settings in a conf file', () => {
  const make = () =>
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

  test('nothing was stored yet', () => {
    expect(make().load()).toBeUndefined();
  });

  test('what is saved is on the disk at once, readable by the owner only', async () => {
    make().save({ voice: 'b' });
    expect(make().load()).toEqual({ voice: 'b' });
    if (process.platform !== 'win32') {
      expect((await stat(join(folder, 'settings.json'))).mode & 0o777).toBe(0o600);
    }
  });

  test('what cannot be saved is told, and can be saved later', async () => {
    const backend = make();
    backend.load();
    await rm(folder, { recursive: true });
    await writeFile(folder, 'in the way');
    expect(() => backend.save({ voice: 'c' })).toThrow();
    await rm(folder);
    backend.save({ voice: 'c' });
    expect(make().load()).toEqual({ voice: 'c' });
  });

  test('a byte order mark is no damage', async () => {
    await write('\uFEFF{"voice":"d"}');
    expect(make().load()).toEqual({ voice: 'd' });
  });

  test.each([
    ['cut off', '{"voice":'],
    ['empty', ''],
    ['null bytes', '\0'.repeat(64)],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
    ['trailing rubbish', '{"a":1} x'],
    ['too large', `{"a":"${'x'.repeat(1024 * 1024)}"}`],
  ])('a file that is %s throws, can be set aside, and then settings are saved again', async (_what, text) => {
    await write(text);
    const backend = make();
    expect(() => backend.load()).toThrow();
    const kept = backend.setAside();
    expect(await readFile(kept!)).toEqual(Buffer.from(text));
    backend.save({ voice: 'e' });
    expect(make().load()).toEqual({ voice: 'e' });
  });

  test.skipIf(process.platform === 'win32')('a folder, a link and a pipe are never opened', async () => {
    const file = join(folder, 'settings.json');
    for (const create of [
      () => mkdir(file),
      async () => symlink(join(folder, 'elsewhere'), file),
      async () => void execFileSync('mkfifo', [file]),
    ]) {
      await create();
      if (existsSync(file)) expect(() => make().load()).toThrow(/ordinary/);
      expect(() => make().save({ voice: 'f' })).toThrow(/ordinary/);
      await rm(file, { recursive: true });
    }
  });
});

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

describe('the log', () => {
  test('lets nothing through that a terminal would obey', () => {
    const lines: string[] = [];
    const log = createLog('warn', (line) => void lines.push(line));
    log.warn('A \u001b]52;c;ZXZpbA==\u0007server', new Error('said \u001b[2Jthis\u202e'));
    expect(lines).toEqual(['hark warn: A server (said this)']);
  });

  test('prints from its level upwards and masks keys', () => {
    const lines: string[] = [];
    const log = createLog('warn', (line) => void lines.push(line));
    log.info('not this');
    log.warn('Refused', new Error('bad key sk-proj-abc123DEF456 in Bearer abcdef123456'));
    expect(lines).toEqual(['hark warn: Refused (bad key sk-… in Bearer …)']);
  });

  test('an unknown level is the fallback', () => {
    expect(logLevel('loud', 'warn')).toBe('warn');
    expect(logLevel('debug', 'warn')).toBe('debug');
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

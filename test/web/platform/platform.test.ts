import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { clipboardTools, createClipboard } from '#web/platform/clipboard.ts';
import { dataFolder, makePrivateFolder } from '#web/platform/folders.ts';
import { createNotifier } from '#web/platform/notifier.ts';
import { createOpener } from '#web/platform/opener.ts';
import { createSecretFile } from '#web/platform/secret-file.ts';

let folder: string;
const path = process.env.PATH;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hark-platform-'));
});
afterEach(async () => {
  process.env.PATH = path;
  await rm(folder, { recursive: true, force: true });
});

/** Puts a program in front of all others. */
async function install(name: string, script: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, name), 0o755);
  process.env.PATH = `${folder}:${path}`;
}

/** Leaves no program but the ones installed by the test. */
function forgetPrograms(): void {
  process.env.PATH = folder;
}

const X11 = { platform: 'linux', environment: { DISPLAY: ':0' } } as const;

describe.skipIf(process.platform === 'win32')('clipboard', () => {
  test('what is written is what is read, in any script', async () => {
    await install('xclip', 'case "$*" in *-o*) cat "$0.txt";; *) cat > "$0.txt";; esac');
    const clipboard = createClipboard(X11);
    await clipboard.write('Grüße, 世界 👋\n"quoted"');
    expect(await clipboard.read()).toBe('Grüße, 世界 👋\n"quoted"');
  });

  test('the next program is tried when one is missing', async () => {
    await install('xsel', 'echo from xsel');
    forgetPrograms();
    expect(await createClipboard(X11).read()).toBe('from xsel\n');
  });

  test('without any program the error names what to install', async () => {
    forgetPrograms();
    await expect(createClipboard(X11).read()).rejects.toMatchObject({
      reason: 'unavailable',
      action: 'Install xclip or xsel.',
    });
  });

  test('without a display there is none', async () => {
    const clipboard = createClipboard({ platform: 'linux', environment: {} });
    await expect(clipboard.write('x')).rejects.toMatchObject({
      message: 'There is no clipboard without a display.',
    });
  });

  test('Wayland goes before X11, macOS and Windows use their own programs', () => {
    const both = clipboardTools({ platform: 'linux', environment: { WAYLAND_DISPLAY: 'w', DISPLAY: ':0' } });
    expect(both.map((tool) => tool.write[0])).toEqual(['wl-copy', 'xclip', 'xsel']);
    expect(clipboardTools({ platform: 'darwin', environment: {} })[0]?.write).toEqual(['pbcopy']);
    expect(clipboardTools({ platform: 'win32', environment: {} })[0]?.encoding).toBe('utf16le');
  });
});

describe.skipIf(process.platform !== 'linux')('opening', () => {
  const place = () => ({ platform: 'linux', home: folder, environment: { XDG_DATA_DIRS: folder } }) as const;

  test('a path and an address go to the program of the system as one argument', async () => {
    await install('xdg-open', `printf "%s\\n" "$@" >> "${folder}/opened"`);
    const opener = createOpener(place());
    await opener.path('/tmp/a file; rm -rf x');
    await opener.url('https://example.org/?a=1&b=2');
    expect(await readFile(join(folder, 'opened'), 'utf8')).toBe(
      '/tmp/a file; rm -rf x\nhttps://example.org/?a=1&b=2\n',
    );
  });

  test.each(['javascript:alert(1)', 'file:///etc/passwd', '--help', ''])('%j is no address', async (url) => {
    await expect(createOpener(place()).url(url)).rejects.toMatchObject({ reason: 'invalid_input' });
  });

  test('a relative path is refused', async () => {
    await expect(createOpener(place()).path('-rf')).rejects.toMatchObject({ reason: 'invalid_input' });
  });

  test('a missing opener is told with what to install', async () => {
    forgetPrograms();
    await expect(createOpener(place()).url('https://example.org')).rejects.toMatchObject({
      reason: 'unavailable',
      action: 'Install xdg-utils.',
    });
  });

  test('an application is started by its display name, without field codes', async () => {
    await install('painter', `printf "%s\\n" "$@" > "${folder}/painted"`);
    await mkdir(join(folder, 'applications'));
    const entry = '[Desktop Entry]\nType=Application\nName=Paint Studio\nExec=painter --new "my file" %U\n';
    await writeFile(join(folder, 'applications', 'paint.desktop'), entry);
    expect(await createOpener(place()).application('paint')).toBe('Paint Studio');
    await expect
      .poll(() => readFile(join(folder, 'painted'), 'utf8').catch(() => ''))
      .toBe('--new\nmy file\n');
  });

  test('an unknown application is not found', async () => {
    await expect(createOpener(place()).application('no such thing')).rejects.toMatchObject({
      reason: 'not_found',
    });
  });
});

describe.skipIf(process.platform === 'win32')('notifications', () => {
  test('go to the program of the system, and to the terminal when there is none', async () => {
    const printed: string[] = [];
    const print = (line: string): void => void printed.push(line);
    await install('notify-send', `printf "%s|" "$@" > "${folder}/shown"`);
    createNotifier('linux', print).show('Tea', '--help');
    await expect
      .poll(() => readFile(join(folder, 'shown'), 'utf8').catch(() => ''))
      .toBe('--app-name=Hark|--|Tea|--help|');
    await rm(join(folder, 'notify-send'));
    forgetPrograms();
    createNotifier('linux', print).show('Tea', 'is ready');
    await expect.poll(() => printed).toEqual(['Tea: is ready']);
  });
});

describe('secrets', () => {
  test('are kept in a file that only its owner reads, and forgotten when cleared', async () => {
    const file = join(folder, 'secrets.json');
    const secrets = createSecretFile(file);
    expect(await secrets.get('openaiKey')).toBeUndefined();
    await secrets.set('openaiKey', 'sk-one');
    await secrets.set('serverKey', 'two');
    expect(await createSecretFile(file).get('openaiKey')).toBe('sk-one');
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
    await secrets.clear('openaiKey');
    expect(await secrets.get('openaiKey')).toBeUndefined();
    expect(await secrets.get('serverKey')).toBe('two');
  });

  test('two changes at once both hold, and no temporary file stays', async () => {
    const secrets = createSecretFile(join(folder, 'secrets.json'));
    await Promise.all([secrets.set('openaiKey', 'a'), secrets.set('serverKey', 'b')]);
    expect([await secrets.get('openaiKey'), await secrets.get('serverKey')]).toEqual(['a', 'b']);
    expect(await readdir(folder)).toEqual(['secrets.json']);
  });

  test('a damaged file is told, and set aside by the next key', async () => {
    const file = join(folder, 'secrets.json');
    await writeFile(file, '{"openaiKey":');
    const secrets = createSecretFile(file);
    await expect(secrets.get('openaiKey')).rejects.toMatchObject({ reason: 'unavailable' });
    await expect(secrets.clear('openaiKey')).rejects.toMatchObject({ reason: 'unavailable' });
    await secrets.set('openaiKey', 'x');
    expect(await secrets.get('openaiKey')).toBe('x');
    expect(await readFile(`${file}.corrupt`, 'utf8')).toBe('{"openaiKey":');
  });

  test('a file that cannot be read is left where it is', async () => {
    await mkdir(join(folder, 'secrets.json'));
    const secrets = createSecretFile(join(folder, 'secrets.json'));
    await expect(secrets.set('openaiKey', 'x')).rejects.toMatchObject({ reason: 'unavailable' });
    expect(await readdir(folder)).toEqual(['secrets.json']);
  });
});

describe('folders', () => {
  test('each system has its own place, HARK_DATA another', () => {
    const at = (platform: NodeJS.Platform, environment = {}) =>
      dataFolder({ platform, home: join('/h'), environment });
    expect(at('linux')).toBe(join('/h', '.local', 'share', 'hark'));
    expect(at('linux', { XDG_DATA_HOME: '/d' })).toBe(join('/d', 'hark'));
    expect(at('darwin')).toBe(join('/h', 'Library', 'Application Support', 'hark-terminal'));
    expect(at('linux', { HARK_DATA: '/mine' })).toBe('/mine');
    expect(() => at('linux', { HARK_DATA: 'relative' })).toThrow(/absolute/);
  });

  test('one that cannot be made is told with one thing to do', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(makePrivateFolder(join(folder, 'file', 'below'))).rejects.toMatchObject({
      action: expect.stringContaining('HARK_DATA'),
    });
  });
});

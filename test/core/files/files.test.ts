import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandHome, isInside, isPrivate, realFolders } from '#core/files/allowed-folders.ts';
import { findFiles, nameScore } from '#core/files/find-files.ts';
import { namedFile } from '#core/files/named-file.ts';
import { decodeText, MAX_FILE_BYTES, readTextFile } from '#core/files/read-text.ts';
import { HarkError } from '#shared/base/errors.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const onPosix = it.skipIf(process.platform === 'win32');
const SECRET = 'the secret';

/** A home with an allowed folder, and secrets everywhere else. */
function makeHome() {
  const home = temporaryFolder();
  const docs = join(home, 'Documents');
  const data = join(docs, 'Hark');
  for (const folder of [docs, data, join(docs, 'trip'), join(home, '.ssh'), join(docs, '.hidden')]) {
    mkdirSync(folder, { recursive: true });
  }
  const write = (path: string, text: string | Uint8Array = SECRET): string => {
    writeFileSync(join(home, path), text);
    return join(home, path);
  };
  write('secret.txt');
  write('.ssh/id_rsa');
  write('Documents/.hidden/notes.txt');
  write('Documents/Hark/facts.json');
  write('Documents/server.pem');
  write('Documents/notes.txt', 'buy milk');
  write('Documents/trip/packing-list.md', 'socks');
  const folders = { home, data };
  const options = { roots: [docs], folders };
  const scope = { allowedFolders: ['~/Documents'], folders, find: findFiles };
  return { home, docs, write, folders, options, scope };
}

async function outcome(work: Promise<string>): Promise<string> {
  return work.catch((error: unknown) => {
    expect(error).toBeInstanceOf(HarkError);
    return (error as HarkError).reason;
  });
}

describe('allowed folders', () => {
  it('are real, absolute and there', async () => {
    const { home, docs } = makeHome();
    symlinkSync(docs, join(home, 'link'));
    const folders = await realFolders(
      ['~/Documents', '~/link', '~/nothing', 'Documents', '~root', '/no/where'],
      home,
    );
    expect(folders).toEqual([docs, docs]);
  });

  it('know only the own home', () => {
    expect(expandHome('~', '/h')).toBe('/h');
    expect(expandHome('~/a', '/h')).toBe(join('/h', 'a'));
    expect(expandHome('~root/a', '/h')).toBe('~root/a');
  });

  it.each([
    ['/a/b', '/a', true],
    ['/a', '/a', true],
    ['/ab', '/a', false],
    ['/', '/a', false],
    ['/a/..b', '/a', true],
    ['/b/a', '/a', false],
  ])('%s in %s: %s', (path, folder, inside) => {
    expect(isInside(path, folder)).toBe(inside);
  });

  it.each([
    ['/h/.ssh/id_rsa', true],
    ['/h/a/.env', true],
    ['/h/Library/Keychains/x', true],
    ['/h/a/backup.kdbx', true],
    ['/h/data/facts.json', true],
    ['/h/a/notes.txt', false],
    ['/h/a/database.txt', false],
  ])('keep %s private: %s', (path, hidden) => {
    expect(isPrivate(path, '/h', { home: '/h', data: '/h/data' })).toBe(hidden);
  });

  it('keep the devices private even when the whole disk is allowed', () => {
    for (const path of ['/proc/self/environ', '/dev/zero', '/sys/power']) {
      expect(isPrivate(path, '/', { home: '/h', data: '/h/data' })).toBe(true);
    }
  });
});

describe('finding files', () => {
  it.each([
    ['packing-list.md', 'packing list md', 4],
    ['packing-list.md', 'packing-list dot md', 4],
    ['packing-list.md', 'packing list', 3],
    ['packing list of 2025.md', 'packing list', 2],
    ['the packing of the list.md', 'packing list', 1],
    ['Rechnung_Müller.pdf', 'müller', 1],
    ['packing-list.md', 'shopping list', 0],
    ['packing-list.md', '…', 0],
  ])('%s fits "%s" with %i', (name, spoken, score) => {
    expect(nameScore(name, spoken)).toBe(score);
  });

  it('answers the best first and nothing private', async () => {
    const { write, options } = makeHome();
    write('Documents/trip/notes of the trip.txt');
    const found = await findFiles('notes', options);
    expect(found.map((file) => `${file.folder}/${file.name}`)).toEqual([
      'Documents/notes.txt',
      'trip/notes of the trip.txt',
    ]);
    expect(await findFiles('facts', options)).toEqual([]);
    expect(await findFiles('server', options)).toEqual([]);
  });

  onPosix('follows no links', async () => {
    const { home, docs, options } = makeHome();
    symlinkSync(home, join(docs, 'up'));
    symlinkSync(join(home, 'secret.txt'), join(docs, 'secret.txt'));
    expect(await findFiles('secret', options)).toEqual([]);
  });

  it('stops when it is told to', async () => {
    const { options } = makeHome();
    await expect(findFiles('notes', { ...options, signal: AbortSignal.abort() })).rejects.toThrow();
    const empty = { ...options, roots: [temporaryFolder()] };
    await expect(findFiles('notes', { ...empty, signal: AbortSignal.abort() })).rejects.toThrow();
  });
});

describe('naming a file', () => {
  it.each([
    ['notes', 'Documents/notes.txt'],
    ['notes.txt', 'Documents/notes.txt'],
    ['packing list', 'Documents/trip/packing-list.md'],
    ['trip/packing-list.md', 'Documents/trip/packing-list.md'],
    ['~/Documents/notes.txt', 'Documents/notes.txt'],
  ])('%s is %s', async (name, path) => {
    const { home, scope } = makeHome();
    expect(await namedFile(name, scope)).toBe(join(home, path));
  });

  it('asks back when several fit', async () => {
    const { write, scope } = makeHome();
    write('Documents/trip/notes.txt');
    await expect(namedFile('notes', scope)).rejects.toThrow(
      'Several files fit: notes.txt in Documents; notes.txt in trip.',
    );
  });

  it.each([
    ['nothing like it', 'not_found'],
    ['trip/none.md', 'not_found'],
    ['~/Documents/none', 'not_found'],
    ['~/secret.txt', 'denied'],
    ['~/.ssh/id_rsa', 'denied'],
    ['~/Documents/../secret.txt', 'denied'],
    ['../secret.txt', 'denied'],
    ['~/Documents/Hark/facts.json', 'denied'],
    ['~/Documents/server.pem', 'denied'],
    ['/etc/passwd', 'denied'],
    ['/proc/self/environ', 'denied'],
    ['notes.txt\0.md', 'invalid_input'],
    ['notes\n.txt', 'invalid_input'],
    ['\\\\?\\C:\\secret', 'invalid_input'],
    ['//server/share', 'invalid_input'],
    ['x'.repeat(2000), 'invalid_input'],
    [' ', 'invalid_input'],
  ])('%j ends in %s', async (name, reason) => {
    expect(await outcome(namedFile(name, makeHome().scope))).toBe(reason);
  });
});

describe('reading a file', () => {
  it('gives its text', async () => {
    const { docs, options } = makeHome();
    expect(await readTextFile(join(docs, 'notes.txt'), options)).toBe('buy milk');
  });

  onPosix.each([
    [
      'a link to a secret',
      (home: string, docs: string) => symlinkSync(join(home, 'secret.txt'), join(docs, 'x')),
    ],
    [
      'a link to a link',
      (home: string, docs: string) => {
        symlinkSync(join(home, 'secret.txt'), join(docs, 'y'));
        symlinkSync(join(docs, 'y'), join(docs, 'x'));
      },
    ],
    ['a link to a device', (_: string, docs: string) => symlinkSync('/dev/zero', join(docs, 'x'))],
    [
      'a link to the environment',
      (_: string, docs: string) => symlinkSync('/proc/self/environ', join(docs, 'x')),
    ],
    ['a folder', (_: string, docs: string) => mkdirSync(join(docs, 'x'))],
    [
      'a pipe nobody writes to',
      (_: string, docs: string) => execFileSync('/usr/bin/mkfifo', [join(docs, 'x')]),
    ],
  ])('refuses %s', async (_, plant) => {
    const { home, docs, options } = makeHome();
    plant(home, docs);
    expect(await outcome(readTextFile(join(docs, 'x'), options))).toMatch(/^(denied|invalid_input)$/);
  });

  onPosix('reads through a link that stays inside', async () => {
    const { docs, options } = makeHome();
    symlinkSync(join(docs, 'notes.txt'), join(docs, 'x'));
    expect(await readTextFile(join(docs, 'x'), options)).toBe('buy milk');
  });

  onPosix('reads nothing from outside while links are being swapped under it', async () => {
    const { home, docs, options } = makeHome();
    const [inside, outside] = [join(docs, 'trip'), join(home, 'outside')];
    mkdirSync(outside);
    writeFileSync(join(outside, 'packing-list.md'), SECRET);
    let swapping = true;
    const swapper = (async () => {
      while (swapping) {
        renameSync(inside, `${inside}-real`);
        symlinkSync(outside, inside);
        await new Promise((resolve) => setImmediate(resolve));
        rmSync(inside);
        renameSync(`${inside}-real`, inside);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const reads = new Set<string>();
    for (let round = 0; round < 300; round += 1) {
      reads.add(
        await readTextFile(join(inside, 'packing-list.md'), options).catch((error: Error) => error.name),
      );
    }
    swapping = false;
    await swapper;
    expect(reads).not.toContain(SECRET);
    expect(reads).not.toContain('Error');
    expect(await readTextFile(join(inside, 'packing-list.md'), options)).toBe('socks');
  });

  it('takes 64 KiB and refuses a byte more', async () => {
    const { write, options } = makeHome();
    const path = write('Documents/long.txt', 'a'.repeat(MAX_FILE_BYTES));
    expect(await readTextFile(path, options)).toHaveLength(MAX_FILE_BYTES);
    write('Documents/long.txt', 'a'.repeat(MAX_FILE_BYTES + 1));
    await expect(readTextFile(path, options)).rejects.toThrow('too long to read aloud');
  });

  it('never reads outside of the allowed folders, whatever path is asked for', async () => {
    const { home, docs, options } = makeHome();
    const piece = fc.constantFrom(
      '..',
      '.',
      'Documents',
      'trip',
      'secret.txt',
      '.ssh',
      'id_rsa',
      'notes.txt',
      'Hark',
      '',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(home, docs),
        fc.array(piece, { maxLength: 6 }),
        async (start, pieces) => {
          expect(await outcome(readTextFile([start, ...pieces].join('/'), options))).not.toBe(SECRET);
        },
      ),
    );
  });
});

describe('text', () => {
  it('is UTF-8, or UTF-16 with its mark', () => {
    expect(decodeText(new TextEncoder().encode('grün'), 'a')).toBe('grün');
    expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0x61]), 'a')).toBe('a');
    expect(decodeText(new Uint8Array([0xff, 0xfe, 0x61, 0x00]), 'a')).toBe('a');
  });

  it.each([
    ['bytes that are no text', [0x89, 0x50, 0x4e, 0x47]],
    ['a zero byte', [0x61, 0x00, 0x62]],
    ['half a character', [0xc3]],
  ])('is not %s', (_, bytes) => {
    expect(() => decodeText(new Uint8Array(bytes), 'a.bin')).toThrow('a.bin is not a text file.');
  });
});

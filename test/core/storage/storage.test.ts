import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFileAtomic } from '#core/storage/atomic-file.ts';
import { openJournal } from '#core/storage/journal.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('replacing a file', () => {
  it('leaves the new text, readable by its owner alone, and nothing else', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.json');
    await writeFileAtomic(path, 'old');
    await writeFileAtomic(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['a.json']);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('leaves the old text and nothing else when it fails', async () => {
    const folder = temporaryFolder();
    // A folder cannot be replaced by a file, so the last step fails.
    await expect(writeFileAtomic(folder, 'new')).rejects.toThrow();
    await expect(writeFileAtomic(join(folder, 'none', 'a'), 'new')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});

const open = (path: string) =>
  openJournal({
    path,
    clock: createFakeClock(),
    onProblem(problem) {
      throw problem;
    },
  });
const begin = (callId: string) =>
  ({ phase: 'begin', callId, tool: 'set_timer', arguments: { seconds: 1 }, at: 1 }) as const;
const end = (callId: string) => ({ phase: 'end', callId, outcome: 'done', at: 2 }) as const;

describe('the journal', () => {
  it('names the calls an earlier run left open, once', async () => {
    const path = join(temporaryFolder(), 'sub', 'journal.jsonl');
    const first = await open(path);
    expect(first.unfinished).toEqual([]);
    await Promise.all([first.append(begin('a')), first.append(begin('b')), first.append(end('a'))]);
    expect((await open(path)).unfinished).toEqual([begin('b')]);
    expect((await open(path)).unfinished).toEqual([]);
  });

  it('loses only the line a crash has torn', async () => {
    const path = join(temporaryFolder(), 'journal.jsonl');
    const first = await open(path);
    await first.append(begin('a'));
    appendFileSync(path, '\n{"phase":"end","callId":"a","outc');
    const second = await open(path);
    expect(second.unfinished).toEqual([begin('a')]);
    await second.append(begin('b'));
    expect((await open(path)).unfinished).toEqual([begin('b')]);
  });

  it('starts anew when it has grown large, and keeps the former one', async () => {
    const path = join(temporaryFolder(), 'journal.jsonl');
    writeFileSync(path, `${JSON.stringify(begin('a'))}\n`.repeat(20_000));
    const journal = await open(path);
    await journal.append(end('a'));
    expect(statSync(path).size).toBeLessThan(10_000);
    expect(statSync(`${path}.1`).size).toBeGreaterThan(1024 * 1024);
  });
});

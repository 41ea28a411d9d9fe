import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runHark } from './run-hark.ts';

test('a command leaves settings that are partly unusable as they are, for the app to repair', async () => {
  const data = mkdtempSync(join(tmpdir(), 'hark-cli-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const stored = JSON.stringify({ voice: { name: 'slt', speed: 99 } });
  writeFileSync(join(data, 'settings.json'), stored);
  const { events } = await runHark(['ask', 'hello', '--json', '--endpoint', 'ws://127.0.0.1:9'], {
    HARK_DATA: data,
  });
  expect(events).toContainEqual({ type: 'done', exitCode: 3 });
  expect(readFileSync(join(data, 'settings.json'), 'utf8')).toBe(stored);
  expect(readdirSync(data).filter((name) => name.includes('corrupt'))).toEqual([]);
});

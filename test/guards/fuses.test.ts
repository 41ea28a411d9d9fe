import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';

const SCRIPT = resolve(import.meta.dirname, '../../scripts/fuses.mjs');
/** What stands before the fuses in every Electron binary: the marker, the version of the layout, and their number. */
const MARKER = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const LAYOUT_VERSION = 1;
/** As Electron 45 ships them, in its order (reliability reference §1.2): runAsNode first, wasmTrapHandlers last. */
const SHIPPED = '101100011';

function writeBinary(fuses: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'hark-fuses-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'electron');
  const head = Buffer.from([...Buffer.from(MARKER), LAYOUT_VERSION, fuses.length]);
  writeFileSync(path, Buffer.concat([Buffer.from('code'), head, Buffer.from(fuses), Buffer.from('code')]));
  return path;
}

const burn = (path: string) => promisify(execFile)(process.execPath, [SCRIPT, path]);

function fusesOf(path: string): string {
  const bytes = readFileSync(path);
  const start = bytes.indexOf(MARKER) + MARKER.length + 2;
  return bytes.subarray(start, start + (bytes[start - 1] ?? 0)).toString();
}

describe('checklist 19: the fuses of a packaged Electron', () => {
  test('are all set as the design says', async () => {
    const path = writeBinary(SHIPPED);
    await burn(path);
    const [runAsNode, cookies, nodeOptions, inspect, integrity, onlyAsar, snapshot, file, wasm] =
      fusesOf(path);
    expect({ runAsNode, nodeOptions, inspect, snapshot, file }).toEqual({
      runAsNode: '0',
      nodeOptions: '0',
      inspect: '0',
      snapshot: '0',
      file: '0',
    });
    expect({ cookies, integrity, onlyAsar, wasm }).toEqual({
      cookies: '1',
      integrity: '1',
      onlyAsar: '1',
      wasm: '1',
    });
  });

  test('that a later Electron brings stop the script until somebody decides', async () => {
    const path = writeBinary(`${SHIPPED}1`);
    await expect(burn(path)).rejects.toMatchObject({ code: 1 });
    expect(fusesOf(path)).toBe(`${SHIPPED}1`);
  });
});

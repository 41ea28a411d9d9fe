import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePmset, parseWindows, readLinux } from '#core/system/battery.ts';
import { readMemory } from '#core/system/memory.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function supplies(...entries: Readonly<Record<string, string>>[]): string {
  const folder = temporaryFolder();
  for (const [index, files] of entries.entries()) {
    const supply = join(folder, `supply${index}`);
    mkdirSync(supply);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(supply, name), `${text}\n`);
  }
  return folder;
}

describe('the battery', () => {
  it.each([
    ['Discharging', false],
    ['Charging', true],
    ['Full', true],
    ['Unknown', false],
  ])('of a Linux computer that is %s', async (status, charging) => {
    const folder = supplies({ type: 'Mains', online: '1' }, { type: 'Battery', capacity: '73', status });
    expect(await readLinux(folder)).toEqual({ percent: 73, charging });
  });

  it('is not the one of the mouse', async () => {
    const folder = supplies({ type: 'Battery', scope: 'Device', capacity: '12', status: 'Discharging' });
    expect(await readLinux(folder)).toBeUndefined();
    expect(await readLinux('/nowhere')).toBeUndefined();
  });

  it.each([
    [
      "Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1)\t87%; discharging; 5:12 remaining present: true",
      { percent: 87, charging: false },
    ],
    [
      "Now drawing from 'AC Power'\n -InternalBattery-0 (id=1)\t100%; charged; 0:00 remaining present: true",
      { percent: 100, charging: true },
    ],
    ["Now drawing from 'AC Power'\n", undefined],
  ])('as macOS tells it', (output, battery) => {
    expect(parsePmset(output)).toEqual(battery);
  });

  it.each([
    ['{"EstimatedChargeRemaining":64,"BatteryStatus":1}', { percent: 64, charging: false }],
    ['{"EstimatedChargeRemaining":101,"BatteryStatus":2}', { percent: 100, charging: true }],
    ['', undefined],
    ['{"EstimatedChargeRemaining":null}', undefined],
  ])('as Windows tells it', (output, battery) => {
    expect(parseWindows(output)).toEqual(battery);
  });
});

describe('the memory', () => {
  it('is partly free', async () => {
    const { freeBytes, totalBytes } = await readMemory();
    expect(freeBytes).toBeGreaterThan(0);
    expect(freeBytes).toBeLessThan(totalBytes);
  });
});

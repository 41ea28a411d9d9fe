import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HarkError } from '#shared/base/errors.ts';
import { runProgram } from './run-program.ts';

export type Battery = {
  /** 0..100 */
  readonly percent: number;
  readonly charging: boolean;
};

const POWER_SUPPLIES = '/sys/class/power_supply';

/** The state of the battery, `undefined` on a computer without one. Rejects when the system does not tell. */
export function readBattery(signal: AbortSignal): Promise<Battery | undefined> {
  switch (process.platform) {
    case 'darwin':
      return outputOf('/usr/bin/pmset', ['-g', 'batt'], signal).then(parsePmset);
    case 'win32':
      return outputOf('powershell.exe', WINDOWS_QUERY, signal).then(parseWindows);
    default:
      return readLinux(POWER_SUPPLIES);
  }
}

/** Linux: one folder per power supply, with `type`, `capacity` and `status` files (kernel, sysfs-class-power). */
export async function readLinux(folder: string): Promise<Battery | undefined> {
  const supplies = await readdir(folder).catch(() => []);
  for (const supply of supplies) {
    const [type, scope, capacity, status] = await Promise.all(
      ['type', 'scope', 'capacity', 'status'].map((name) => textOf(join(folder, supply, name))),
    );
    // Mice and headphones report as batteries too; their scope is "Device".
    if (type !== 'Battery' || scope === 'Device' || capacity === undefined) continue;
    return { percent: Number(capacity), charging: status === 'Charging' || status === 'Full' };
  }
  return undefined;
}

/** macOS: ` -InternalBattery-0 (id=…)	87%; discharging; 5:12 remaining present: true`. */
export function parsePmset(output: string): Battery | undefined {
  const match = /InternalBattery.*?(\d+)%;\s*([^;]+);/.exec(output);
  if (match === null) return undefined;
  return { percent: Number(match[1]), charging: match[2] !== 'discharging' };
}

const WINDOWS_QUERY = [
  '-NoProfile',
  '-NonInteractive',
  '-Command',
  'Get-CimInstance Win32_Battery | Select-Object -First 1 -Property EstimatedChargeRemaining, BatteryStatus | ConvertTo-Json -Compress',
];

/** Windows: Win32_Battery; BatteryStatus 1 is discharging, 4 and 5 are low and critical while discharging. */
export function parseWindows(output: string): Battery | undefined {
  if (output.trim() === '') return undefined;
  const { EstimatedChargeRemaining: percent, BatteryStatus: status } = JSON.parse(output) as Record<
    string,
    unknown
  >;
  if (typeof percent !== 'number') return undefined;
  return { percent: Math.min(100, percent), charging: status !== 1 && status !== 4 && status !== 5 };
}

async function outputOf(program: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  const result = await runProgram({ program, args, reads: true, signal });
  if (result.kind === 'done') return result.output;
  throw new HarkError('unavailable', 'The system does not tell about its battery.');
}

async function textOf(path: string): Promise<string | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text?.trim();
}

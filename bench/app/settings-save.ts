import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import Conf from 'conf';
import { createConfBackend } from '#core/hosting/conf-backend.ts';
import { createSettingsService } from '#core/settings/settings-service.ts';
import { createClock } from '#shared/base/clock.ts';
import { DEFAULT_SETTINGS } from '#shared/settings/settings.ts';
import type { Table } from '../lib/bench.ts';
import { spread } from '../lib/statistics.ts';

/** Longer than the service waits before it writes, and than writing takes, ms. */
const WRITTEN_MS = 400;

type Saves = { readonly applied: readonly number[]; readonly busy: readonly number[] };

/** How long a change of a setting keeps the main thread busy; conf is the rival. */
export async function settingsSave(times: number): Promise<Table> {
  const folder = await mkdtemp(join(tmpdir(), 'hark-bench-'));
  try {
    const hark = await saveWithHark(join(folder, 'hark'), times);
    const conf = saveWithConf(join(folder, 'conf'), times);
    return {
      title: 'Saving a setting, ms of the main thread, p50 / p99',
      columns: ['until', 'Hark', 'conf 16, electron-store’s', 'limit'],
      rows: [
        ['the change is in use', spread(hark.applied, 2), spread(conf, 2), '16, a frame'],
        ['it is on the disk, all stretches together', spread(hark.busy, 2), spread(conf, 2), '16'],
      ],
      note: `${times} changes of one field, in Node as in Electron’s main process; how long the thread is busy is counted by its event loop. conf’s \`set\` has written when it returns. Hark’s service writes 200 ms later, together with what changes meanwhile, and the thread does not wait for the disk.`,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function saveWithHark(folder: string, times: number): Promise<Saves> {
  await mkdir(folder);
  await writeFile(join(folder, 'settings.json'), JSON.stringify(DEFAULT_SETTINGS));
  const settings = createSettingsService({
    backend: createConfBackend({
      file: join(folder, 'settings.json'),
      open: () => new Conf({ cwd: folder, configName: 'settings' }),
      log: { error: console.error, warn: console.error, info() {}, debug() {} },
    }),
    clock: createClock(globalThis),
    onProblem({ message }) {
      throw new Error(message);
    },
  });
  const saves = { applied: [] as number[], busy: [] as number[] };
  for (let time = 0; time < times; time += 1) {
    const before = performance.eventLoopUtilization();
    const start = performance.now();
    settings.update({ voice: { volume: volumeOf(time) } });
    saves.applied.push(performance.now() - start);
    await sleep(WRITTEN_MS);
    saves.busy.push(performance.eventLoopUtilization(before).active);
  }
  await settings.close();
  return saves;
}

function saveWithConf(folder: string, times: number): readonly number[] {
  const conf = new Conf({ cwd: folder, configName: 'settings', defaults: DEFAULT_SETTINGS });
  return Array.from({ length: times }, (_, time) => {
    const start = performance.now();
    conf.set('voice.volume', volumeOf(time));
    return performance.now() - start;
  });
}

/** Another one each time. */
const volumeOf = (time: number): number => (time % 100) / 100;

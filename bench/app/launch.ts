import type { Table } from '../lib/bench.ts';
import { median } from '../lib/statistics.ts';
import { type Sight, startShell } from './shell.ts';

const SIGHTS: readonly Sight[] = ['ready', 'tray', 'window', 'talk', 'engine', 'settings asked', 'settings'];

type Times = Readonly<Record<Sight, number[]>>;

/** B15: from the start of the process to what a person can use. */
export async function launchTimes(runs: number): Promise<Table> {
  const [hark, blank] = [noTimes(), noTimes()];
  for (let run = 0; run < runs; run += 1) {
    await launch('hark', SIGHTS, hark);
    await launch('blank', ['ready', 'tray', 'window'], blank);
  }
  const cell = (times: readonly number[]): string =>
    times.length === 0 ? '–' : `${median(times).toFixed(0)} / ${Math.max(...times).toFixed(0)}`;
  const views = hark.settings.map((at, run) => at - (hark['settings asked'][run] ?? Number.NaN));
  const row = (what: string, sight: Sight, limit: string): readonly string[] => [
    what,
    cell(hark[sight]),
    cell(blank[sight]),
    limit,
  ];
  return {
    title: `Launch, ms from the start of the process, median / longest of ${runs} (B15)`,
    columns: ['until', 'Hark', 'blank app', 'limit'],
    rows: [
      row('the shell is ready (`app.whenReady`)', 'ready', '–'),
      row('the tray icon has its menu', 'tray', 'blank + 60'),
      row('the window shows a button', 'window', '–'),
      row('the talk button can be pressed', 'talk', '–'),
      row('the engine is connected: “ready”', 'engine', '–'),
      ['settings chosen in the tray → painted', cell(views), '–', '–'],
    ],
    note: 'With an empty data folder and the offline engine, as after installing. The blank app has a tray, and a window with one button; it shows what the double and its Chromium take. The reference knows no rival’s figure for a whole app: a trivial Electron app takes 211 ms and its `require` calls 215 ms more on a Mac.',
  };
}

const noTimes = (): Times => ({
  ready: [],
  tray: [],
  window: [],
  talk: [],
  engine: [],
  'settings asked': [],
  settings: [],
});

async function launch(app: 'hark' | 'blank', sights: readonly Sight[], times: Times): Promise<void> {
  const shell = await startShell({ app });
  try {
    for (const sight of sights) times[sight].push(await shell.seen(sight));
  } finally {
    await shell.close();
  }
}

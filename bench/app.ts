import { windowAfterCrash } from './app/crash.ts';
import { idleUse } from './app/idle.ts';
import { launchTimes } from './app/launch.ts';
import { quitTimes } from './app/quit.ts';
import { secondStart } from './app/second-start.ts';
import { settingsSave } from './app/settings-save.ts';
import { silenceAfterInterruption } from './app/silence.ts';
import { talkKey } from './app/talk-key.ts';
import { type Bench, progress, type Table } from './lib/bench.ts';
import { ensureBuild } from './lib/scripts.ts';

/** How often, or for how many seconds, each is measured. */
const FULL = {
  turns: 30,
  interruptions: 20,
  launches: 7,
  idleSeconds: 60,
  saves: 50,
  crashes: 5,
  quits: 3,
  starts: 10,
};
const QUICK = {
  turns: 5,
  interruptions: 4,
  launches: 2,
  idleSeconds: 10,
  saves: 10,
  crashes: 1,
  quits: 1,
  starts: 3,
};

/** What a person waits for, and what the app costs that waits for them. */
export const app: Bench = {
  title: 'The desktop app',
  about:
    'The built app with its real main process, pages, worklets and engine. Its shell is the project’s double of Electron (`test/double`), not Electron: Node runs the main process and a headless Chromium shows the pages. What belongs to the shell therefore, its start, its memory, its end, stands beside a blank app or apart; the rest is the app’s own. B13, B8 and the way out are measured against a stand-in for the server in the bench’s process. Limits and rivals’ figures are those of `reference/performance.md`.',
  async run({ quick }) {
    await ensureBuild();
    const much = quick ? QUICK : FULL;
    return [
      await told('talk key', talkKey(much.turns)),
      await told('silence', silenceAfterInterruption(much.interruptions)),
      await told('launch', launchTimes(much.launches)),
      await told('idle app', idleUse(much.idleSeconds)),
      await told('saving', settingsSave(much.saves)),
      await told('crash', windowAfterCrash(much.crashes)),
      await told('quit', quitTimes(much.quits)),
      await told('second start', secondStart(much.starts)),
    ];
  },
};

async function told(what: string, measured: Promise<Table>): Promise<Table> {
  const table = await measured;
  progress(`measured ${what}`);
  return table;
}

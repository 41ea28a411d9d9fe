import type { LogPort, NotifyPort } from '#core/ports.ts';
import { runProgram } from '#core/system/run-program.ts';

const SHOW_ON_MAC = 'on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run';

/** Shows a notification where there is a program for it, else a line in the log: a timer must not ring unnoticed. */
export function createNotifier(platform: NodeJS.Platform, log: LogPort): NotifyPort {
  const show = async (title: string, body: string): Promise<void> => {
    const result =
      platform === 'darwin'
        ? await runProgram({ program: 'osascript', args: ['-e', SHOW_ON_MAC, title, body] })
        : await runProgram({ program: 'notify-send', args: ['--app-name=Hark', '--', title, body] });
    if (result.kind !== 'done') log.warn(`${title}: ${body}`);
  };
  return { show: (title, body) => void show(title, body) };
}

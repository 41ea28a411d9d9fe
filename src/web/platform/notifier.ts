import type { NotifyPort } from '#core/ports.ts';
import { runProgram } from '#core/system/run-program.ts';
import { plainText } from '#core/text/plain-text.ts';

const SHOW_ON_MAC = 'on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run';

/**
 * Shows a notification where there is a program for it, else a line in the terminal: a timer must not ring unnoticed. It holds what
 * the person said, so it is no line for the log.
 */
export function createNotifier(platform: NodeJS.Platform, print: (line: string) => void): NotifyPort {
  const show = async (title: string, body: string): Promise<void> => {
    const result =
      platform === 'darwin'
        ? await runProgram({ program: 'osascript', args: ['-e', SHOW_ON_MAC, title, body] })
        : await runProgram({ program: 'notify-send', args: ['--app-name=Hark', '--', title, body] });
    if (result.kind !== 'done') print(plainText(`${title}: ${body}`));
  };
  return { show: (title, body) => void show(title, body) };
}

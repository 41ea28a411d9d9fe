import type { Place } from '#core/hosting/place.ts';
import type { ClipboardPort } from '#core/ports.ts';
import { runProgram } from '#core/system/run-program.ts';
import { HarkError } from '#shared/base/errors.ts';

type Command = readonly [program: string, ...args: string[]];
export type ClipboardTool = {
  readonly read: Command;
  readonly write: Command;
  /** How text is handed to it. */
  readonly encoding?: 'utf16le';
};

type ClipboardPlace = Pick<Place, 'platform' | 'environment'>;

/** Programs that reach the clipboard here, best first; none without a display. */
export function clipboardTools({ platform, environment }: ClipboardPlace): readonly ClipboardTool[] {
  if (platform === 'darwin') return [{ read: ['pbpaste'], write: ['pbcopy'] }];
  if (platform === 'win32') {
    const read: Command = ['powershell.exe', '-NoProfile', '-Command', 'Get-Clipboard -Raw'];
    return [{ read, write: ['clip.exe'], encoding: 'utf16le' }];
  }
  const tools: ClipboardTool[] = [];
  if (environment.WAYLAND_DISPLAY) tools.push({ read: ['wl-paste', '--no-newline'], write: ['wl-copy'] });
  if (environment.DISPLAY) {
    const selection = ['-selection', 'clipboard'];
    tools.push({ read: ['xclip', ...selection, '-o'], write: ['xclip', ...selection, '-i'] });
    tools.push({ read: ['xsel', '--clipboard', '--output'], write: ['xsel', '--clipboard', '--input'] });
  }
  return tools;
}

/** Each call tries the programs anew: one may be installed while Hark runs. */
export function createClipboard(place: ClipboardPlace): ClipboardPort {
  const tools = clipboardTools(place);
  return {
    async read() {
      for (const { read } of tools) {
        const [program, ...args] = read;
        const result = await runProgram({ program, args, reads: true });
        if (result.kind === 'done') return result.output;
        // These programs fail on an empty clipboard as they do on one that holds no text.
        if (result.kind === 'failed') return '';
      }
      throw unavailable(tools);
    },
    async write(text) {
      for (const { write, encoding } of tools) {
        const [program, ...args] = write;
        const result = await runProgram({ program, args, input: Buffer.from(text, encoding ?? 'utf8') });
        if (result.kind === 'done') return;
        if (result.kind === 'failed') throw new HarkError('unavailable', `${program} could not write.`);
      }
      throw unavailable(tools);
    },
  };
}

function unavailable(tools: readonly ClipboardTool[]): HarkError {
  if (tools.length === 0) return new HarkError('unavailable', 'There is no clipboard without a display.');
  const names = tools.map((tool) => tool.write[0]).join(' or ');
  return new HarkError('unavailable', 'No program that reaches the clipboard was found.', {
    action: `Install ${names}.`,
  });
}

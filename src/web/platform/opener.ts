import { isAbsolute } from 'node:path';
import { openApplication } from '#core/hosting/applications.ts';
import { assertOpenable } from '#core/hosting/openable-address.ts';
import type { Place } from '#core/hosting/place.ts';
import type { OpenPort } from '#core/ports.ts';
import { runProgram } from '#core/system/run-program.ts';
import { HarkError } from '#shared/base/errors.ts';

/** `rundll32` takes the target as one argument, where `start` would read `&` as a further command. */
const PROGRAMS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32.exe', 'url.dll,FileProtocolHandler'],
};

/** Opens things with the system's own program for them. Targets begin with `/` or a scheme, so none can be read as an option. */
export function createOpener(place: Place): OpenPort {
  const [program, ...first] = PROGRAMS[place.platform] ?? ['xdg-open'];
  const open = async (target: string): Promise<void> => {
    const result = await runProgram({ program, args: [...first, target] });
    if (result.kind === 'missing') {
      throw new HarkError('unavailable', `${program} is not installed, so nothing can be opened here.`, {
        action: place.platform === 'linux' ? 'Install xdg-utils.' : 'Open it yourself.',
      });
    }
    if (result.kind === 'failed') {
      throw new HarkError('unavailable', `${program} could not open ${target}.`, {
        action: 'Check that a program for it is installed.',
      });
    }
  };
  return {
    async path(path) {
      if (!isAbsolute(path)) throw new HarkError('invalid_input', 'Only absolute paths can be opened.');
      await open(path);
    },
    async url(url) {
      assertOpenable(url);
      await open(url);
    },
    application: (name) => openApplication(name, place),
  };
}

import { z } from 'zod';
import { realFolders } from '../files/allowed-folders.ts';
import type { FileScope } from '../files/named-file.ts';
import { counted, spokenList } from '../text/words.ts';
import { type ToolSpec, toolSpec } from './tool-spec.ts';

const MAX_SPOKEN = 3;

/** `scope` is asked at each call, because the settings may have changed. */
export function findFilesTool(scope: () => FileScope): ToolSpec {
  return toolSpec({
    name: 'find_files',
    label: 'Find files',
    description: 'Finds files by name in the folders the person allowed.',
    risk: 'low',
    acts: false,
    parameters: z.strictObject({
      name: z.string().min(1).max(200).describe('Words of the file name.'),
    }),
    plan: ({ name }) => ({
      async run(signal) {
        const { allowedFolders, folders, find } = scope();
        const roots = await realFolders(allowedFolders, folders.home);
        const files = await find(name, { roots, folders, signal });
        if (files.length === 0) return { speech: `I found no file called ${name}.`, files };
        const spoken = files.slice(0, MAX_SPOKEN).map((file) => `${file.name} in ${file.folder}`);
        const more = files.length > MAX_SPOKEN ? [`${files.length - MAX_SPOKEN} more`] : [];
        return {
          speech: `I found ${counted(files.length, 'file')}: ${spokenList([...spoken, ...more])}.`,
          files,
        };
      },
    }),
  });
}

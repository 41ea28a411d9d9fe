import { basename } from 'node:path';
import { z } from 'zod';
import { realFolders } from '../files/allowed-folders.ts';
import { type FileScope, namedFile } from '../files/named-file.ts';
import { readTextFile } from '../files/read-text.ts';
import { beginningOf, plainText } from '../text/plain-text.ts';
import { type ToolSpec, toolSpec } from './tool-spec.ts';

/** About two minutes of speech, and what a model is given at most, characters. */
const MAX_SPOKEN = 1500;
const MAX_TEXT = 16_000;

export function readFileTool(scope: () => FileScope): ToolSpec {
  return toolSpec({
    name: 'read_file',
    label: 'Read a file',
    description: 'Reads a text file aloud, given its name or path, in the folders the person allowed.',
    risk: 'low',
    acts: false,
    parameters: z.strictObject({
      name: z.string().min(1).max(1024).describe('Name or path of the file.'),
    }),
    plan: ({ name }) => ({
      async run(signal) {
        const files = scope();
        const { allowedFolders, folders } = files;
        const path = await namedFile(name, files, signal);
        const roots = await realFolders(allowedFolders, folders.home);
        const text = plainText(await readTextFile(path, { roots, folders })).trim();
        const file = basename(path);
        if (text === '') return { speech: `${file} is empty.`, file, text };
        const spoken = beginningOf(text, MAX_SPOKEN);
        const ending = spoken.cut ? ' That is the beginning of it.' : '';
        const shown = beginningOf(text, MAX_TEXT);
        return { speech: `${file} says: ${spoken.text}${ending}`, file, text: shown.text, cut: shown.cut };
      },
    }),
  });
}

// What the thread of the file search runs.
import { type FindOptions, type FoundFile, findFiles } from './find-files.ts';

type Search = { readonly spoken: string; readonly where: Omit<FindOptions, 'signal'> };

export const execute = ({ spoken, where }: Search): Promise<FoundFile[]> => findFiles(spoken, where);

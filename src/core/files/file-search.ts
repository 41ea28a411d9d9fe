import { extname } from 'node:path';
import { createToolWorker } from '#realtime/index.ts';
import type { FindOptions, FoundFile } from './find-files.ts';

/** A search whose walking and matching is done elsewhere. */
export type FileSearch = {
  /** As `findFiles`. */
  find(spoken: string, options: FindOptions): Promise<FoundFile[]>;
  close(): Promise<void>;
};

/**
 * Searches in a thread of its own, which the first search starts: twenty thousand names are matched in one go, and the audio
 * must not wait for that. The thread's file lies beside this one, in the sources and in the build.
 */
export function createFileSearch(): FileSearch {
  const worker = createToolWorker(new URL(`./find-files-thread${extname(import.meta.url)}`, import.meta.url));
  return {
    async find(spoken, { signal = new AbortController().signal, ...where }) {
      const found = await worker.execute({ spoken, where }, { callId: 'find', signal, progress: () => {} });
      return found as FoundFile[];
    },
    close: () => worker.close(),
  };
}

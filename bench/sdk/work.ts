import { z } from 'zod';

/** Arguments of the tool `work`: all of it costs the thread it runs in. */
export const WorkSchema = z.object({
  task: z.enum(['busy', 'throw', 'end the thread', 'loop']),
  /** How long it is busy, ms. */
  ms: z.number(),
});
export type Work = z.infer<typeof WorkSchema>;

/** Runs in the session's thread or, as the module of a tool worker, in one of its own. */
export function execute({ task, ms }: Work): string {
  switch (task) {
    case 'busy': {
      const end = performance.now() + ms;
      while (performance.now() < end);
      return 'Done.';
    }
    case 'throw':
      throw new Error('broken');
    case 'end the thread':
      return process.exit(3);
    case 'loop':
      for (;;);
  }
}

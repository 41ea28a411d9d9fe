// What the threads of the tool-worker tests run.
import type { ToolThreadContext } from '#realtime/index.ts';
import { backgroundResult } from '#realtime/tools/background-result.ts';
import { HarkError } from '#shared/base/errors.ts';

type Task = { readonly task: string; readonly value?: unknown };

let calls = 0;

export function execute({ task, value }: Task, { callId, progress }: ToolThreadContext): unknown {
  calls += 1;
  switch (task) {
    case 'answer':
      return { value, callId, calls };
    case 'loop':
      for (;;) calls += 1;
    case 'loop after progress':
      progress('looping');
      for (;;) calls += 1;
    case 'exit':
      return process.exit(3);
    case 'throw':
      throw new Error('broken');
    case 'refuse':
      throw new HarkError('not_found', 'No such file.', { action: 'Name another.' });
    case 'background':
      return backgroundResult(value);
    case 'function':
      return () => value;
    default:
      return new Promise(() => {});
  }
}

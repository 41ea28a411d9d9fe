// The thread of a tool. It is ended from outside when a call is given up, so that nothing in here has to cooperate.
import { parentPort, workerData } from 'node:worker_threads';
import { HarkError, toErrorData } from '#shared/base/errors.ts';
import { isBackgroundResult } from '../background-result.ts';
import type { ToolThreadContext, ToolThreadData, ToolThreadReply, ToolThreadRequest } from './messages.ts';

type Execute = (args: unknown, context: ToolThreadContext) => unknown;

const reply = (message: ToolThreadReply): void => parentPort?.postMessage(message);

const execute = await loadExecute((workerData as ToolThreadData).moduleUrl);

// Calls that came while the module was loading have waited in the port.
parentPort?.on('message', (request: ToolThreadRequest) => void answer(request));

async function loadExecute(moduleUrl: string): Promise<Execute> {
  const { execute }: { readonly execute?: unknown } = await import(moduleUrl);
  if (typeof execute === 'function') return execute as Execute;
  throw new HarkError('invalid_input', `${moduleUrl} exports no function named execute.`);
}

async function answer({ callId, args }: ToolThreadRequest): Promise<void> {
  try {
    const result = await execute(args, {
      callId,
      progress: (update) => reply({ type: 'progress', update }),
    });
    const background = isBackgroundResult(result);
    reply({ type: 'result', value: background ? result.content : result, background });
  } catch (error) {
    reply({ type: 'failure', error: toErrorData(error) });
  }
}

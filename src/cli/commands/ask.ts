import { HarkError } from '#shared/base/errors.ts';
import { runExchange } from '../exchange.ts';
import type { ExitCode } from '../exit-codes.ts';
import { createOutput } from '../output.ts';
import { isTerminal } from '../questions.ts';

export type AskOptions = { readonly endpoint?: string; readonly json?: boolean; readonly out?: string };

/** Types a sentence to Hark and prints what comes of it. */
export function ask(text: string, { endpoint, out, json = false }: AskOptions): Promise<ExitCode> {
  return runExchange({
    endpoint,
    output: createOutput(json),
    realtime: false,
    interactive: isTerminal() && !json,
    replyFile: out,
    async speak({ bridge }) {
      const reply = await bridge.request('text.send', { text });
      if (!reply.ok) throw new HarkError(reply.error.reason, reply.error.message, reply.error);
    },
  });
}

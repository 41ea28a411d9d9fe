import { createInterface } from 'node:readline/promises';
import type { BridgeHandler } from '#core/bridge/bridge-handler.ts';
import type { ApprovalRequest } from '#shared/bridge/state.ts';
import type { Output } from './output.ts';

export type Questions = {
  /** Asks what has not been asked yet. */
  handle(approvals: readonly ApprovalRequest[]): void;
  close(): void;
};

export type QuestionsParts = {
  readonly bridge: Pick<BridgeHandler, 'request'>;
  readonly output: Output;
  /** False when nobody sits at the terminal: then the answer is no. */
  readonly interactive: boolean;
};

/** Whether somebody sits at the terminal who can answer. Node leaves the property out when nobody does. */
export function isTerminal(): boolean {
  return Boolean(process.stdin.isTTY);
}

/** Asks before a tool does what must be asked for; silence and anything but "y" are a no. */
export function createQuestions({ bridge, output, interactive }: QuestionsParts): Questions {
  const asked = new Set<string>();
  const abort = new AbortController();
  const ask = async ({ id, question, detail }: ApprovalRequest): Promise<void> => {
    const allow = interactive && (await confirm(`${question} ${detail} [y/N] `, abort.signal));
    output.event({ type: 'question', question, detail, answer: allow ? 'yes' : 'no', asked: interactive });
    const reply = await bridge.request('approval.decide', { id, allow });
    if (!reply.ok) output.error(reply.error);
  };
  return {
    handle(approvals) {
      for (const approval of approvals) {
        if (asked.has(approval.id)) continue;
        asked.add(approval.id);
        void ask(approval);
      }
    },
    close: () => abort.abort(),
  };
}

async function confirm(prompt: string, signal: AbortSignal): Promise<boolean> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/iu.test((await reader.question(prompt, { signal })).trim());
  } catch {
    // Closed or aborted: nobody said yes.
    return false;
  } finally {
    reader.close();
  }
}

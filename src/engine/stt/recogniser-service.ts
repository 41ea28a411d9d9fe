import { assertNever, toErrorData } from '#shared/base/errors.ts';
import type { SttReply, SttRequest } from './protocol.ts';
import type { Recogniser } from './recogniser.ts';

type GrammarRequest = Extract<SttRequest, { type: 'grammar' }>;

/**
 * Answers the host's requests, one after the other in their order.
 *
 * ```
 *   idle ──start──▶ open ──finish, cancel──▶ idle
 * ```
 *
 * A decoder that throws may be damaged, so its error is not caught here: it ends the worker, and the host starts a new one.
 */
export function createRecogniserService(
  recogniser: Recogniser,
  reply: (reply: SttReply) => void,
): { handle(request: SttRequest): void } {
  let open: { readonly id: number; text: string } | undefined;
  let waitingGrammars: GrammarRequest[] = [];

  const setGrammar = async ({ id, grammar }: GrammarRequest): Promise<void> => {
    try {
      await recogniser.setGrammar(grammar);
      reply({ type: 'grammar_set', id });
    } catch (error) {
      reply({ type: 'grammar_refused', id, error: toErrorData(error) });
    }
  };
  const close = async (): Promise<void> => {
    open = undefined;
    const grammars = waitingGrammars;
    waitingGrammars = [];
    for (const grammar of grammars) await setGrammar(grammar);
  };
  const feed = (id: number, samples: Int16Array): void => {
    const text = recogniser.feed(samples);
    reply({ type: 'decoded', id, samples: samples.length });
    if (open === undefined || text === open.text) return;
    open.text = text;
    reply({ type: 'partial', id, text });
  };

  const answer = async (request: SttRequest): Promise<void> => {
    switch (request.type) {
      case 'grammar':
        if (open === undefined) await setGrammar(request);
        else waitingGrammars.push(request);
        return;
      case 'start':
        recogniser.start();
        open = { id: request.id, text: '' };
        return;
      case 'audio':
        if (open?.id === request.id) feed(request.id, request.samples);
        return;
      case 'finish':
        if (open?.id !== request.id) return;
        reply({ type: 'final', id: request.id, recognition: recogniser.finish() });
        return close();
      case 'cancel':
        if (open?.id !== request.id) return;
        recogniser.cancel();
        return close();
      default:
        return assertNever(request);
    }
  };

  let last = Promise.resolve();
  return {
    handle(request) {
      last = last.then(() => answer(request));
    },
  };
}

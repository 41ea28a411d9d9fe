import { describe, expect, it } from 'vitest';
import { createApprovals } from '#core/assistant/approvals.ts';
import { createAppStore } from '#core/bridge/app-store.ts';
import type { ToolPlan } from '#core/tools/tool-spec.ts';
import type { RealtimeSession } from '#realtime/index.ts';
import { EMPTY_SNAPSHOT } from '#shared/bridge/empty-snapshot.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

function bench(plan?: ToolPlan) {
  const store = createAppStore(EMPTY_SNAPSHOT, (error) => {
    throw error;
  });
  const said: string[] = [];
  const rejected: string[] = [];
  const session = {
    reject(callId: string) {
      rejected.push(callId);
      return true;
    },
  } as unknown as RealtimeSession;
  const approvals = createApprovals({
    store,
    clock: createFakeClock(),
    session: () => session,
    planOf: () => plan,
    say: (sentence) => said.push(sentence),
  });
  const ask = (callId: string): void => approvals.ask({ callId, toolName: 'open_target', timeoutMs: 30_000 });
  return { store, said, rejected, approvals, ask };
}

describe('a question before an action', () => {
  it('shows what hides itself in what would be done', () => {
    const { store, said, ask } = bench({
      question: 'Shall I open a\u202efdp.txt?',
      detail: '/home/a\u202efdp\u001b[2J.txt',
      run: () => ({ speech: '' }),
    });
    ask('c1');
    expect(store.snapshot.approvals).toMatchObject([
      { question: 'Shall I open afdp.txt?', detail: '/home/a\\u{202e}fdp\\u{1b}[2J.txt' },
    ]);
    expect(said).toEqual(['Shall I open afdp.txt? Please press yes or no.']);
  });

  it('is not asked when more than anybody answers are open; the call is refused', () => {
    const { store, said, rejected, approvals, ask } = bench();
    for (let call = 1; call <= 12; call += 1) ask(`c${call}`);
    expect(store.snapshot.approvals.map(({ id }) => id)).toEqual(
      Array.from({ length: 10 }, (_, index) => `c${index + 1}`),
    );
    expect(rejected).toEqual(['c11', 'c12']);
    expect(said).toHaveLength(10);
    approvals.close('c1');
    ask('c13');
    expect(store.snapshot.approvals).toHaveLength(10);
    expect(rejected).toEqual(['c11', 'c12']);
  });
});

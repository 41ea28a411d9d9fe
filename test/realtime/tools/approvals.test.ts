import { describe, expect, it } from 'vitest';
import { createApprovals } from '#realtime/tools/approvals.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const call = {
  callId: 'call_1',
  agentName: 'A',
  toolName: 'pay',
  arguments: { to: 'Ada' },
  risk: 'low',
} as const;

describe('createApprovals', () => {
  it('AP-2: a lost connection denies what waits, and its approvals do not fit the next one', async () => {
    const approvals = createApprovals(createFakeClock(), 60_000);
    const first = approvals.request(call);
    const [stale] = approvals.pending;
    approvals.handleDisconnected();
    expect(await first).toMatchObject({ approved: false, message: expect.stringContaining('connection') });

    void approvals.request(call);
    expect(() => approvals.approve(stale!)).toThrow(expect.objectContaining({ reason: 'denied' }));
    expect(approvals.approve(approvals.pending[0]!)).toBe(true);
  });

  it('AP-3: closing denies what waits and leaves no timer', async () => {
    const clock = createFakeClock();
    const approvals = createApprovals(clock, 60_000);
    const decision = approvals.request(call);
    approvals.close();
    expect(await decision).toMatchObject({ approved: false });
    expect([clock.pending, approvals.pending]).toEqual([0, []]);
  });
});

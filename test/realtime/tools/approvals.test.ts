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
  it('AP-2: a lost connection denies what its server asked for, and that does not fit the next one', async () => {
    const approvals = createApprovals(createFakeClock(), 60_000);
    const asked = { ...call, serverLabel: 'bank' };
    const first = approvals.request(asked, () => {});
    const [stale] = approvals.pending;
    approvals.handleLost();
    expect(await first).toMatchObject({ approved: false, message: expect.stringContaining('connection') });

    void approvals.request(asked, () => {});
    expect(() => approvals.approve(stale!)).toThrow(expect.objectContaining({ reason: 'denied' }));
    expect(approvals.approve(approvals.pending[0]!)).toBe(true);
  });

  it('AP-2 AP-3: a call of our own, which is carried to the next connection, can be approved after it', async () => {
    const approvals = createApprovals(createFakeClock(), 60_000);
    const decision = approvals.request(call, () => {});
    const [shown] = approvals.pending;
    approvals.handleLost();
    expect(approvals.approve(shown!)).toBe(true);
    expect(await decision).toEqual({ approved: true });
  });

  it('AP-3: closing denies what waits and leaves no timer', async () => {
    const clock = createFakeClock();
    const approvals = createApprovals(clock, 60_000);
    const decision = approvals.request(call, () => {});
    approvals.close();
    expect(await decision).toMatchObject({ approved: false });
    expect([clock.pending, approvals.pending]).toEqual([0, []]);
  });
});

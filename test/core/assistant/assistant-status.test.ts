import { describe, expect, it } from 'vitest';
import { createAssistantStatus } from '#core/assistant/assistant-status.ts';
import { createAppStore } from '#core/bridge/app-store.ts';
import { EMPTY_SNAPSHOT } from '#shared/bridge/empty-snapshot.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

describe('the status of the assistant', () => {
  it('goes on being shown when something that follows it fails', () => {
    const errors: unknown[] = [];
    const store = createAppStore(EMPTY_SNAPSHOT, (error) => errors.push(error));
    const status = createAssistantStatus(store, createFakeClock(), (error) => errors.push(error));
    const failure = new Error('The session is not connected.');
    const seen: string[] = [];
    status.onChange(() => {
      throw failure;
    });
    status.onChange(({ connection }) => seen.push(connection.kind));
    status.dispatch({ type: 'connection', connection: { kind: 'connecting' } });
    status.dispatch({ type: 'connection', connection: { kind: 'connected' } });
    expect(store.snapshot.assistant).toEqual({ kind: 'ready' });
    expect(seen).toEqual(['connecting', 'connected']);
    expect(errors).toEqual([failure, failure]);
  });
});

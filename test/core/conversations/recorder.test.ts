import { describe, expect, it } from 'vitest';
import { createAppStore } from '#core/bridge/app-store.ts';
import type { ConversationChange } from '#core/conversations/queries.ts';
import { Recorder } from '#core/conversations/recorder.ts';
import { HarkError } from '#shared/base/errors.ts';
import { EMPTY_SNAPSHOT } from '#shared/bridge/empty-snapshot.ts';
import type { TranscriptLine } from '#shared/bridge/state.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

/** A recorder over a store that can be made to fail. */
function bench() {
  const app = createAppStore(EMPTY_SNAPSHOT, () => {});
  const clock = createFakeClock();
  const written: ConversationChange[] = [];
  const problems: string[] = [];
  const disk = { error: undefined as HarkError | undefined };
  const recorder = new Recorder({
    app,
    clock,
    store: {
      async write(changes) {
        if (disk.error !== undefined) throw disk.error;
        written.push(...changes);
      },
    },
    isOn: () => true,
    onWritten: () => {},
    onProblem: ({ message }) => problems.push(message),
  });
  const say = (id: string, text: string, more: Partial<TranscriptLine> = {}): void =>
    app.publish({ type: 'line', line: { id, role: 'user', text, status: 'done', at: 1, ...more } });
  /** The words in the order they have in the store. */
  const texts = (): string[] =>
    written
      .flatMap(({ entries }) => entries)
      .toSorted((a, b) => a.position - b.position)
      .map(({ text }) => text);
  return { app, clock, written, problems, disk, recorder, say, texts };
}

describe('what is kept of a conversation', () => {
  it('is written together, and a line that changed again is written once', async () => {
    const { clock, written, say, texts } = bench();
    say('a', 'one');
    say('b', 'two, and more', { role: 'assistant' });
    say('b', 'two', { role: 'assistant', status: 'cut' });
    expect(written).toEqual([]);
    await clock.advanceAsync(250);
    expect(texts()).toEqual(['one', 'two']);
  });

  it('stands where it is shown, also a line whose words come late or that is put in between', async () => {
    const { app, recorder, say, texts } = bench();
    say('a', '', { status: 'streaming' });
    say('c', 'an answer', { role: 'assistant' });
    app.publish({
      type: 'activity',
      activity: { callId: 'x', tool: 't', label: 'T', status: 'done', detail: 'a result', at: 1 },
    });
    say('a', 'a question');
    say('b', 'in between', { afterId: 'a' });
    await recorder.flush();
    expect(texts()).toEqual(['a question', 'in between', 'an answer', 'a result']);
  });

  it('waits for a disk that fails or a thread that is busy, and is told once', async () => {
    const { clock, disk, problems, say, texts } = bench();
    disk.error = new HarkError('device', 'The disk is full.');
    say('a', 'one');
    await clock.advanceAsync(250);
    disk.error = new HarkError('unavailable', 'Busy.');
    say('b', 'two');
    await clock.advanceAsync(5_000);
    expect(problems).toEqual(['The disk is full.']);
    disk.error = undefined;
    await clock.advanceAsync(5_000);
    expect(texts()).toEqual(['one', 'two']);
  });

  it('is not written after its conversation was deleted, even when writing had failed before', async () => {
    const { clock, disk, recorder, say, written } = bench();
    disk.error = new HarkError('device', 'The disk is full.');
    say('a', 'a secret');
    await clock.advanceAsync(250);
    recorder.forget(recorder.currentId ?? '');
    disk.error = undefined;
    say('a', 'a secret that changed');
    await recorder.close();
    expect(written).toEqual([]);
  });

  it('begins with words: what nobody understood is no conversation', async () => {
    const { recorder, say, written } = bench();
    say('a', '', { status: 'unclear' });
    await recorder.flush();
    expect(written).toEqual([]);
    expect(recorder.currentId).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FIRST_RUN_BEGINS,
  FIRST_RUN_DONE,
  type FirstRun,
  type FirstRunEvent,
  moveFirstRun,
  readFirstRun,
  stepsOf,
  stored,
} from '#shared/settings/first-run.ts';
import { SettingsPatchSchema } from '#shared/settings/settings.ts';

const hosts = fc.constantFrom<'electron' | 'web'>('electron', 'web');
const events = fc.constantFrom<FirstRunEvent | 'quit'>('next', 'back', 'skip', 'replay', 'quit');
const texts = fc.oneof(
  fc.string(),
  fc.tuple(fc.constantFrom(...stepsOf('electron'), 'colours'), fc.nat(3)).map((parts) => parts.join('@')),
);

/** Quitting leaves what the settings hold, and the next start reads it, perhaps on another host. */
function play(state: FirstRun, event: FirstRunEvent | 'quit', host: 'electron' | 'web'): FirstRun {
  const steps = stepsOf(host);
  const resumed = readFirstRun(stored(state), steps);
  return event === 'quit' ? resumed : moveFirstRun(resumed, event, steps);
}

describe('the first run', () => {
  it('is at a step of its host or done, whatever was stored and whatever a person does', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.tuple(events, hosts)), (text, moves) => {
        let state = readFirstRun(text, stepsOf('electron'));
        for (const [event, host] of moves) {
          state = play(state, event, host);
          if (state.kind === 'at') expect(stepsOf(host)).toContain(state.step);
          const patch = { firstRun: { step: stored(state) } };
          expect(SettingsPatchSchema.parse(patch)).toEqual(patch);
        }
      }),
    );
  });

  it('resumes where it was left', () => {
    fc.assert(
      fc.property(hosts, fc.array(fc.constantFrom('next', 'back')), (host, moves) => {
        const steps = stepsOf(host);
        const begun = readFirstRun(FIRST_RUN_BEGINS, steps);
        const state = moves.reduce<FirstRun>((now, event) => moveFirstRun(now, event, steps), begun);
        expect(readFirstRun(stored(state), steps)).toEqual(state);
      }),
    );
  });

  it.each(['electron', 'web'] as const)('goes through every step of %s, each once, and is done', (host) => {
    const steps = stepsOf(host);
    let state = readFirstRun(FIRST_RUN_BEGINS, steps);
    const seen: string[] = [];
    while (state.kind === 'at') {
      seen.push(state.step);
      state = moveFirstRun(state, 'next', steps);
    }
    expect(seen).toEqual(steps);
    expect(stored(state)).toBe(FIRST_RUN_DONE);
  });

  it('goes back no further than to its beginning, and never from its end', () => {
    const steps = stepsOf('web');
    expect(moveFirstRun({ kind: 'at', step: 'welcome' }, 'back', steps)).toEqual({
      kind: 'at',
      step: 'welcome',
    });
    expect(moveFirstRun({ kind: 'done' }, 'back', steps)).toEqual({ kind: 'done' });
  });

  it.each(['sound@2', 'colours@1', ''])('begins anew at %j, which this version does not know', (text) => {
    expect(readFirstRun(text, stepsOf('electron'))).toEqual({ kind: 'at', step: 'welcome' });
  });

  it('is done in a browser at the step that only the desktop has', () => {
    const home = stored({ kind: 'at', step: 'home' });
    expect(readFirstRun(home, stepsOf('electron'))).toEqual({ kind: 'at', step: 'home' });
    expect(readFirstRun(home, stepsOf('web'))).toEqual({ kind: 'done' });
  });
});

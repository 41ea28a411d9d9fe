import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FIRST_RUN_BEGINS, FIRST_RUN_DONE } from '#shared/settings/first-run.ts';
import { openAppBench } from '../support/app-bench.ts';

const stepOf = (bench: Awaited<ReturnType<typeof openAppBench>>) => bench.app.state.settings.firstRun.step;

describe('the first run', () => {
  it('begins where nothing was stored yet, and that is written down', async () => {
    const bench = await openAppBench();
    expect(stepOf(bench)).toBe(FIRST_RUN_BEGINS);
    await expect.poll(() => bench.ports.stored).toMatchObject({ firstRun: { step: FIRST_RUN_BEGINS } });
  });

  it.each([{}, { voice: { speed: 0.9 } }, { firstRun: { step: 3 } }])(
    'is over for whoever has settings from before there was one: %j',
    async (stored) => {
      expect(stepOf(await openAppBench({ stored }))).toBe(FIRST_RUN_DONE);
    },
  );

  it('is over for whoever has conversations', async () => {
    const bench = await openAppBench({
      prepare({ folders }) {
        mkdirSync(folders.data);
        writeFileSync(join(folders.data, 'conversations.sqlite'), '');
      },
    });
    expect(stepOf(bench)).toBe(FIRST_RUN_DONE);
  });

  it('is over when the settings file could not be read', async () => {
    const bench = await openAppBench({ stored: 'nonsense' });
    expect(stepOf(bench)).toBe(FIRST_RUN_DONE);
  });

  it('resumes at the step that was stored', async () => {
    const bench = await openAppBench({ stored: { firstRun: { step: 'sound@1' } } });
    expect(stepOf(bench)).toBe('sound@1');
  });
});

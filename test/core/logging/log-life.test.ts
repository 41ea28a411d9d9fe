import { expect, test } from 'vitest';
import { createAppStore } from '#core/bridge/app-store.ts';
import { logLife } from '#core/logging/log-life.ts';
import type { LogPort } from '#core/ports.ts';
import type { AssistantState } from '#shared/bridge/state.ts';
import { READY } from '../../support/ready-snapshot.ts';

test('each change of life is one line, and what a server or a person said is in none', () => {
  const lines: string[] = [];
  const at = (level: string) => (message: string, detail?: unknown) =>
    void lines.push(`${level} ${message} ${JSON.stringify(detail) ?? ''}`.trimEnd());
  const log: LogPort = { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') };
  const store = createAppStore(READY, () => {});
  const stop = logLife(store, log, { version: '1.2.3' });
  const show = (state: AssistantState): void => store.publish({ type: 'assistant', state });
  show({ kind: 'connecting' });
  show({ kind: 'ready' });
  show({ kind: 'speaking' });
  show({ kind: 'reconnecting', attempt: 1, delayMs: 500 });
  show({ kind: 'error', error: { reason: 'server', message: 'You said "secret words".' } });
  const line = { id: 'a', role: 'user', text: 'secret words', status: 'done', at: 0 } as const;
  store.publish({ type: 'line', line });
  const error = { reason: 'device', message: 'No audio from the microphone.' } as const;
  store.publish({ type: 'notices', notices: [{ id: '1', error, at: 0 }] });
  store.publish({ type: 'notices', notices: [{ id: '1', error, at: 0 }] });
  stop();
  show({ kind: 'ready' });
  expect(lines.slice(1)).toEqual([
    'info The connection is now: connecting',
    'info The connection is now: connected',
    'warn The connection was lost and is brought back',
    'error No connection {"reason":"server"}',
    'warn The person was told of a problem {"reason":"device","message":"No audio from the microphone."}',
    'info Hark ends',
  ]);
  expect(lines[0]).toMatch(/^info Hark 1\.2\.3 starts /);
});

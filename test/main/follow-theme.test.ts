import { expect, test, vi } from 'vitest';
import type { App } from '#core/app.ts';
import { READY } from '../support/ready-snapshot.ts';

const fake = vi.hoisted(() => {
  let source = 'system';
  const changes: string[] = [];
  const nativeTheme = {
    get themeSource() {
      return source;
    },
    set themeSource(next: string) {
      source = next;
      changes.push(next);
    },
  };
  return { nativeTheme, changes };
});
vi.mock('electron', () => fake);
const { followTheme } = await import('#main/follow-theme.ts');

test('what the system draws follows the chosen colours, once for each change', () => {
  let listener = (): void => {};
  const app = {
    state: READY,
    bridge: {
      subscribe(added: () => void) {
        listener = added;
        added();
        return () => {};
      },
    },
  };
  followTheme(app as unknown as App);
  const { settings } = READY;
  app.state = { ...READY, settings: { ...settings, look: { ...settings.look, theme: 'dark' } } };
  listener();
  listener();
  expect(fake.changes).toEqual(['dark']);
});

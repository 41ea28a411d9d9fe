import { expect, test, vi } from 'vitest';
import { createFollowedApp } from '../support/followed-app.ts';

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
  const { app, set } = createFollowedApp();
  followTheme(app);
  const look = { ...app.state.settings.look, theme: 'dark' } as const;
  set({ look });
  set({ look });
  expect(fake.changes).toEqual(['dark']);
});

import { expect, test, vi } from 'vitest';
import { READY } from '../support/ready-snapshot.ts';

vi.mock('electron', () => ({ app: { getPreferredSystemLanguages: () => ['de-AT', 'en-US'] } }));
const { wordsFor } = await import('#main/words.ts');

test('the tray speaks the language of the system until another one is chosen', () => {
  const { look } = READY.settings;
  expect(wordsFor({ look }).locale).toBe('de-AT');
  expect(wordsFor({ look: { ...look, language: 'en' } }).t('tray:quit')).toBe('Quit');
});

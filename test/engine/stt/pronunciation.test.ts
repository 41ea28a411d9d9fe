import { describe, expect, test } from 'vitest';
import { pronounce } from '#engine/stt/pronunciation.ts';

describe('the pronunciation of unknown words', () => {
  test('is what the synthesiser would say, in the notation of the recogniser', async () => {
    expect(await pronounce(['unmute', 'zorblax'])).toEqual([
      ['unmute', 'AH N M Y UW T'],
      ['zorblax', 'Z AO R B L AE K S'],
    ]);
  });

  test('spells what cannot be pronounced', async () => {
    expect(await pronounce(['kubectl'])).toEqual([['kubectl', 'K EY Y UW B IY IY S IY T IY EH L']]);
  });

  test('is the same for a word alone and among others, some of them without a sound', async () => {
    const alone = await pronounce(['firefox']);
    expect(await pronounce(['日本', 'firefox', '+', 'x.y'])).toEqual([...alone, ['x.y', 'EH K S W AY']]);
  });

  test('is nothing for no words', async () => {
    expect(await pronounce([])).toEqual([]);
  });
});

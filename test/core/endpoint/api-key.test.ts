import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanApiKey } from '#core/endpoint/api-key.ts';
import { HarkError } from '#shared/base/errors.ts';

describe('a pasted key', () => {
  it.each<[string, string, readonly string[]]>([
    ['as it is', 'sk-abc_123', []],
    ['with spaces around', '  sk-abc_123 ', ['Spaces around the key were removed.']],
    ['with a line break at the end', 'sk-abc_123\r\n', ['Spaces around the key were removed.']],
    ['in quotes', '"sk-abc_123"', ['Quotes around the key were removed.']],
    ['with the Bearer prefix', 'Bearer sk-abc_123', ['The word Bearer was removed.']],
    ['as a header', 'Authorization: Bearer sk-abc_123', ['The word Bearer was removed.']],
    ['as a line of an .env file', 'OPENAI_API_KEY=sk-abc_123', ['The name in front of the key was removed.']],
    [
      'as a quoted line of a shell file',
      "export OPENAI_API_KEY='sk-abc_123'",
      ['The name in front of the key was removed.', 'Quotes around the key were removed.'],
    ],
  ])('is taken %s', (_, pasted, notes) => {
    expect(cleanApiKey(pasted)).toEqual({ key: 'sk-abc_123', notes });
  });

  it('of another service is taken with a hint', () => {
    expect(cleanApiKey('sk-ant-abc').notes).toEqual([
      'This looks like a key of Anthropic; it was kept as it is.',
    ]);
  });

  it.each<[string, string, string]>([
    ['nothing', '', 'The key is empty.'],
    ['only spaces', '   ', 'The key is empty.'],
    ['only quotes', '""', 'The key is empty.'],
    ['two lines, which could add a header', 'sk-abc\r\nX-Evil: 1', 'The key has more than one line.'],
    ['a whole JSON text', '{"key":"sk-abc"}', 'The key is a JSON text; paste only the value of the key.'],
    ['too many characters', 'k'.repeat(513), 'The key has 513 characters; at most 512 fit.'],
    ['words', 'my secret key', 'The key has spaces inside.'],
    ['letters no key has', 'sk-äbc', 'The key has characters no key is made of.'],
  ])('is refused when it is %s', (_, pasted, message) => {
    expect(() => cleanApiKey(pasted)).toThrow(message);
  });

  it('is never repeated in a refusal, and never leaves anything that could break a header', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (pasted) => {
        try {
          expect(cleanApiKey(pasted).key).toMatch(/^[\x21-\x7e]{1,512}$/);
        } catch (error) {
          expect(error).toBeInstanceOf(HarkError);
          const secret = pasted.trim();
          if (secret.length > 12) expect((error as HarkError).message).not.toContain(secret);
        }
      }),
    );
  });
});

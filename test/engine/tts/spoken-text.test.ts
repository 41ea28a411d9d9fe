import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toSpokenText } from '#engine/tts/spoken-text.ts';

describe('text made fit for speaking', () => {
  test.each([
    // Markdown
    ['**Bold** and *it* and `code`', 'Bold and it and code'],
    ['# Head\n- one\n- two\n\n[link](http://x.y)', 'Head.\none.\ntwo.\nlink'.replaceAll('\n', ' ')],
    ['| a | b |\n|---|---|\n| 1 | 2 |', 'a, b. 1, 2'],
    ['```js\nlet x\n```', 'let x.'],
    // Addresses and names
    ['see https://www.example.com/a/b?c=d.', 'see example dot com.'],
    ['(https://my-site.org)', '(my dash site dot org)'],
    ['mail ada.lovelace@example.co.uk!', 'mail ada lovelace at example dot co dot uk!'],
    ['open /home/ada/Documents/notes.txt.', 'open notes dot text in Documents.'],
    ['C:\\Users\\ada\\report.pdf is open', 'report dot P D F in ada is open'],
    ['quarterlyReport_v2.pdf', 'quarterly Report v 2 dot P D F'],
    // Numbers
    ['16.5 GB of 32GB, 1 MB', '16.5 gigabytes of 32 gigabytes, 1 megabyte'],
    ['70 km/h at 21 °C', '70 kilometres per hour at 21 degrees Celsius'],
    ['€5 and 1 £', '5 euros and 1 pound'],
    ['due 2026-11-21', 'due November 21, 2026'],
    ['at 07:30:15', 'at 07:30'],
    ['7:00 or 7:00 pm', "7 o'clock or 7:00 pm"],
    ['192.168.0.1', '192 dot 168 dot 0 dot 1'],
    ['pages 3-5', 'pages 3 to 5'],
    ['call 555-123-4567', 'call 555-123-4567'],
    ['$3.50 and 100%', '$3.50 and 100%'],
    // Symbols
    ['a & b -> c', 'a and b to c'],
    ['2+2 = 4', '2 plus 2 equals 4'],
    ['3 * 4', '3 times 4'],
    ['1/2 cup, and/or', '1/2 cup, and or'],
    ['it’s “fine” — really', 'it\'s "fine", really'],
    ['café naïve', 'cafe naive'],
    ['hi 👍🏽 there', 'hi there'],
    ['my_var_name', 'my var name'],
    ['C++ and C#', 'C plus plus and C sharp'],
    ['日本語', ''],
    ['…', ''],
  ])('%j is said %j', (written, said) => {
    expect(toSpokenText(written)).toBe(said);
  });

  test('is printable ASCII on one line, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(toSpokenText(text)).toMatch(/^[\x20-\x7e]*$/);
      }),
    );
  });

  test('leaves plain sentences alone', () => {
    const word = fc.stringMatching(/^[a-z]{2,9}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (words) => {
        const sentence = `The ${words.join(' ')}.`;
        expect(toSpokenText(sentence)).toBe(sentence);
      }),
    );
  });

  test('gets through long runs of marks without backtracking over them again and again', () => {
    for (const text of [
      '|'.repeat(50_000),
      '**a'.repeat(20_000),
      '/a'.repeat(20_000),
      '1.'.repeat(20_000),
      ' -'.repeat(20_000),
    ]) {
      expect(toSpokenText(text).length).toBeLessThanOrEqual(text.length * 10);
    }
  });
});

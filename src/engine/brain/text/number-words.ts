const SMALL = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen',
  'seventeen eighteen nineteen',
]
  .join(' ')
  .split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const UNITS = new Map<string, number>([...SMALL.map((word, value) => [word, value] as const), ['oh', 0]]);
const TENS_VALUES = new Map(TENS.map((word, index) => [word, (index + 2) * 10]));

/** A number read from words: its value and the index after its last word. */
export type ReadNumber = { readonly value: number; readonly next: number };

/**
 * Reads the longest number that starts at `at`: digits ("12", "1,000", "3.5"), words ("one hundred and forty four",
 * "a thousand", "nineteen hundred"), each with "point five" or "and a half" after it.
 */
export function readNumber(words: readonly string[], at = 0): ReadNumber | undefined {
  const whole = readWhole(words, at);
  if (whole === undefined) return undefined;
  return readFraction(words, whole);
}

/** The value when the words are one number and nothing else. */
export function parseNumber(words: readonly string[]): number | undefined {
  const read = readNumber(words);
  return read?.next === words.length ? read.value : undefined;
}

/** A whole number 0..9999 as English words without "and": 144 is "one hundred forty four". */
export function numberToWords(value: number): string {
  if (value >= 1000) return `${numberToWords(Math.floor(value / 1000))} thousand${tail(value % 1000)}`;
  if (value >= 100) return `${numberToWords(Math.floor(value / 100))} hundred${tail(value % 100)}`;
  if (value >= 20) return `${TENS[Math.floor(value / 10) - 2]}${tail(value % 10)}`;
  return SMALL[value] ?? '';
}

/** The words with every number among them written in digits: "twenty five to nine" is "25 to 9". */
export function numbersToDigits(words: readonly string[]): readonly string[] {
  const result: string[] = [];
  for (let at = 0; at < words.length; ) {
    const read = readNumber(words, at);
    result.push(read === undefined ? (words[at] ?? '') : String(read.value));
    at = read?.next ?? at + 1;
  }
  return result;
}

const tail = (rest: number): string => (rest === 0 ? '' : ` ${numberToWords(rest)}`);

function readDigits(words: readonly string[], at: number): ReadNumber | undefined {
  const text = words[at] ?? '';
  if (!/^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(text)) return undefined;
  return { value: Number(text.replaceAll(',', '')), next: at + 1 };
}

/** zero to ninety nine. */
function readUnderHundred(words: readonly string[], at: number): ReadNumber | undefined {
  const tens = TENS_VALUES.get(words[at] ?? '');
  if (tens === undefined) {
    const unit = UNITS.get(words[at] ?? '');
    return unit === undefined ? undefined : { value: unit, next: at + 1 };
  }
  const unit = UNITS.get(words[at + 1] ?? '') ?? 0;
  return unit > 0 && unit < 10 ? { value: tens + unit, next: at + 2 } : { value: tens, next: at + 1 };
}

function readWhole(words: readonly string[], at: number): ReadNumber | undefined {
  const article = words[at] === 'a' && /^(hundred|thousand)$/.test(words[at + 1] ?? '');
  const first = article ? { value: 1, next: at + 1 } : (readDigits(words, at) ?? readUnderHundred(words, at));
  if (first === undefined) return undefined;
  const hundreds = readHundreds(words, first);
  if (words[hundreds.next] !== 'thousand') return hundreds;
  const thousands = hundreds.value * 1000;
  const rest = readAfterAnd(words, hundreds.next + 1);
  if (rest === undefined) return { value: thousands, next: hundreds.next + 1 };
  const below = readHundreds(words, rest);
  return { value: thousands + below.value, next: below.next };
}

function readHundreds(words: readonly string[], first: ReadNumber): ReadNumber {
  if (words[first.next] !== 'hundred') return first;
  const rest = readAfterAnd(words, first.next + 1);
  const value = first.value * 100;
  return rest === undefined
    ? { value, next: first.next + 1 }
    : { value: value + rest.value, next: rest.next };
}

function readAfterAnd(words: readonly string[], at: number): ReadNumber | undefined {
  return readUnderHundred(words, words[at] === 'and' ? at + 1 : at);
}

function readFraction(words: readonly string[], whole: ReadNumber): ReadNumber {
  const { next } = whole;
  if (words[next] === 'and' && words[next + 1] === 'a' && words[next + 2] === 'half') {
    return { value: whole.value + 0.5, next: next + 3 };
  }
  if (words[next] !== 'point') return whole;
  let digits = '';
  let at = next + 1;
  for (let digit = decimalDigit(words[at]); digit !== undefined; digit = decimalDigit(words[at])) {
    digits += digit;
    at += 1;
  }
  return digits === '' ? whole : { value: Number(`${whole.value}.${digits}`), next: at };
}

function decimalDigit(word: string | undefined): string | undefined {
  const value = UNITS.get(word ?? '');
  if (value !== undefined && value < 10) return String(value);
  return /^\d$/.test(word ?? '') ? word : undefined;
}

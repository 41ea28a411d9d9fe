import { numberToWords } from './number-words.ts';

/**
 * The words by which an identifier or a value is said: "get_weather", "getWeather" and "Get weather!" are `get weather`,
 * "level4" is `level four`. Only a-z and apostrophes remain, as a grammar demands; a text in another script has none.
 */
export function speakableWords(text: string): readonly string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/\d+/g, (digits) => ` ${sayDigits(digits)} `)
    .replace(/&/g, ' and ')
    .replace(/[^a-z']+/g, ' ')
    .split(' ')
    .map((word) => word.replace(/^'+|'+$/g, ''))
    .filter((word) => word !== '');
}

/** Up to four digits as a number, longer ones and those with a leading zero digit by digit. */
function sayDigits(digits: string): string {
  if (digits.length <= 4 && !/^0\d/.test(digits)) return numberToWords(Number(digits));
  return [...digits].map((digit) => numberToWords(Number(digit))).join(' ');
}

import type { Rule } from './rule.ts';

/** What stands behind a number, and how it is said: one, many. Flite itself spells most of them. */
const UNITS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  B: ['byte', 'bytes'],
  KB: ['kilobyte', 'kilobytes'],
  kB: ['kilobyte', 'kilobytes'],
  MB: ['megabyte', 'megabytes'],
  GB: ['gigabyte', 'gigabytes'],
  TB: ['terabyte', 'terabytes'],
  KiB: ['kibibyte', 'kibibytes'],
  MiB: ['mebibyte', 'mebibytes'],
  GiB: ['gibibyte', 'gibibytes'],
  TiB: ['tebibyte', 'tebibytes'],
  Hz: ['hertz', 'hertz'],
  kHz: ['kilohertz', 'kilohertz'],
  MHz: ['megahertz', 'megahertz'],
  GHz: ['gigahertz', 'gigahertz'],
  ms: ['millisecond', 'milliseconds'],
  s: ['second', 'seconds'],
  sec: ['second', 'seconds'],
  min: ['minute', 'minutes'],
  h: ['hour', 'hours'],
  hr: ['hour', 'hours'],
  hrs: ['hour', 'hours'],
  mm: ['millimetre', 'millimetres'],
  cm: ['centimetre', 'centimetres'],
  m: ['metre', 'metres'],
  km: ['kilometre', 'kilometres'],
  mi: ['mile', 'miles'],
  ft: ['foot', 'feet'],
  mg: ['milligram', 'milligrams'],
  g: ['gram', 'grams'],
  kg: ['kilogram', 'kilograms'],
  lb: ['pound', 'pounds'],
  lbs: ['pound', 'pounds'],
  oz: ['ounce', 'ounces'],
  ml: ['millilitre', 'millilitres'],
  l: ['litre', 'litres'],
  W: ['watt', 'watts'],
  kW: ['kilowatt', 'kilowatts'],
  kWh: ['kilowatt hour', 'kilowatt hours'],
  V: ['volt', 'volts'],
  px: ['pixel', 'pixels'],
  'km/h': ['kilometre per hour', 'kilometres per hour'],
  mph: ['mile per hour', 'miles per hour'],
  'm/s': ['metre per second', 'metres per second'],
  'MB/s': ['megabyte per second', 'megabytes per second'],
  '°C': ['degree Celsius', 'degrees Celsius'],
  '°F': ['degree Fahrenheit', 'degrees Fahrenheit'],
  '°': ['degree', 'degrees'],
};

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const CURRENCIES: Readonly<Record<string, readonly [one: string, many: string]>> = {
  '€': ['euro', 'euros'],
  '£': ['pound', 'pounds'],
  '¥': ['yen', 'yen'],
};

const counted = (amount: string, [one, many]: readonly [string, string]): string =>
  `${amount} ${amount === '1' ? one : many}`;

/** Longest first, so that "km/h" is not taken for "km". */
const units = Object.keys(UNITS)
  .sort((a, b) => b.length - a.length)
  .join('|');
const AMOUNT = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`;

/** Dates, units and money: what flite's own number reading gets wrong or spells. */
export const NUMBER_RULES: readonly Rule[] = [
  [
    /\b(\d{4})-(0[1-9]|1[0-2])-([0-3]\d)(?:T(?=\d)|\b)/g,
    (_, year = '', month = '', day = '') => `${MONTHS[Number(month) - 1]} ${Number(day)}, ${year} `,
  ],
  [/(?<!\d)(\d{1,2}:\d{2}):\d{2}(?:\.\d+)?Z?\b/g, '$1'],
  [/\b(1?\d|2[0-3]):00(?!\s*[ap]\.?m)/gi, "$1 o'clock"],
  // Versions and network addresses: flite takes a part of them for a decimal.
  [/(?<![\d.])\d+(?:\.\d+){2,}(?![\d.]*\d)/g, (match) => match.replaceAll('.', ' dot ')],
  [
    new RegExp(`([€£¥])\\s?(${AMOUNT})`, 'g'),
    (_, sign = '', amount = '') => counted(amount, CURRENCIES[sign] ?? ['', '']),
  ],
  [
    new RegExp(`(${AMOUNT})\\s?([€£¥])`, 'g'),
    (_, amount = '', sign = '') => counted(amount, CURRENCIES[sign] ?? ['', '']),
  ],
  [
    new RegExp(`(?<![\\w.])(${AMOUNT})\\s?(${units})(?![\\w/])`, 'g'),
    (_, amount = '', unit = '') => counted(amount, UNITS[unit] ?? ['', '']),
  ],
  [/(?<![\d\p{Pd}])(\d{1,4})\s?[–-]\s?(\d{1,4})(?![\d\p{Pd}])/gu, '$1 to $2'],
];

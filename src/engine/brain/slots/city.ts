import { choice, words } from '../phrase/pattern.ts';
import type { SlotType } from '../phrase/slot-type.ts';
import { capitalise } from '../text/english.ts';

/** Cities people ask about most; any other place can be typed. */
const CITIES = [
  'amsterdam, ankara, athens, atlanta, auckland, austin, baghdad, bangkok, barcelona, beijing, belfast, belgrade, berlin',
  'bern, birmingham, bogota, bologna, bombay, boston, brisbane, bristol, brussels, bucharest, budapest, buenos aires, cairo',
  'calgary, cambridge, cape town, cardiff, casablanca, chennai, chicago, cologne, copenhagen, dallas, damascus, delhi',
  'denver, detroit, dubai, dublin, edinburgh, florence, frankfurt, geneva, glasgow, hamburg, hanoi, havana, helsinki',
  'hong kong, honolulu, houston, istanbul, jakarta, jerusalem, johannesburg, karachi, kiev, kingston, krakow',
  'kuala lumpur, kyoto, lagos, las vegas, leeds, lima, lisbon, liverpool, london, los angeles, lyon, madrid, manchester',
  'manila, marseilles, melbourne, mexico city, miami, milan, minneapolis, montreal, moscow, mumbai, munich, nairobi',
  'naples, nashville, new delhi, new orleans, new york, nice, osaka, oslo, ottawa, oxford, panama city, paris, perth',
  'philadelphia, phoenix, pittsburgh, portland, prague, quebec, reykjavik, riga, rio de janeiro, rome, rotterdam',
  'san diego, san francisco, santiago, sao paulo, sarajevo, seattle, seoul, seville, shanghai, singapore, sofia',
  'stockholm, stuttgart, sydney, taipei, tehran, tel aviv, tokyo, toronto, tunis, turin, valencia, vancouver',
  'venice, vienna, vilnius, warsaw, washington, wellington, zagreb, zurich',
].flatMap((line) => line.split(', '));

/** A place: one of many large cities in speech, any name when typed. */
export const citySlot: SlotType = {
  name: 'city',
  heard: choice(CITIES.map(words)),
  approximate: false,
  free: true,
  numeric: false,
  example: 'paris',
  maxWords: 5,
  question: (argument) => `Which ${argument}?`,
  parse: ({ raw }) => (CITIES.includes(raw.toLowerCase()) ? nameOf(raw.toLowerCase()) : raw || undefined),
};

function nameOf(city: string): string {
  return city
    .split(' ')
    .map((word) => (word === 'de' ? word : capitalise(word)))
    .join(' ');
}

import { choice, type Pattern, repeat, word } from '../phrase/pattern.ts';

// What a free slot can be filled with in speech. The recogniser has no language model, so every word more costs
// accuracy and time (word error rate 17 % with about 220 words, 35 % with 3000: reference/offline-engine.md §3.3).

/** What files, notes and errands are about. */
const THINGS = `
  address anniversary appointment bank bike birthday bill bills book budget bus car card charger code contract dentist
  doctor door flight garage garden holiday homework hotel house insurance invoice invoices keys laptop letter list
  meeting notes number office order package parking party passport password phone photos plan presentation
  printer project receipt receipts recipe rent report resume school shopping song tax ticket trip wedding work
  january february march april may june july august september october november december
`;

/** What else is said about them. */
const SAYINGS = `
  mom dad wife husband son daughter brother sister friend boss team class teacher kids baby dog cat
  call email text meet visit buy get take bring pick feed walk water wash clean fix pay send write finish start check
  renew return cook bake go likes needs wants lives works left parked keeps is are was has
  bag wallet gate kitchen bathroom bedroom desk drawer shelf box floor street home level row spot
  dinner lunch breakfast coffee tea milk bread eggs butter cheese rice pasta pizza chicken fish fruit vegetables medicine
  gym laundry dishes oven trash plants red blue green black white old new big small last next upstairs downstairs
  monday tuesday wednesday thursday friday saturday sunday today tomorrow tonight morning evening week
  one two three four five six seven eight nine ten twenty thirty hundred hello paul anna john mary
`;

/**
 * What joins words to a sentence. "that", "to" and "please" are missing on purpose: they stand before and after such a
 * slot, and a spoken sentence is to have one reading.
 */
const JOINTS = 'the i my your his her our their on in at and with for';

const loop = (...vocabularies: readonly string[]): Pattern =>
  repeat(choice([...new Set(vocabularies.join(' ').trim().split(/\s+/))].map(word)));

/** One or more words that name things. */
export const nameWords = loop(THINGS);

/** One or more words that can make up a short sentence. */
export const sentenceWords = loop(THINGS, SAYINGS, JOINTS);

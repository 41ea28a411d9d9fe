import { choice, type Pattern, repeat, word } from '../phrase/pattern.ts';

/**
 * What a free slot can be filled with in speech: everyday words of notes, reminders and file names. The recogniser has
 * no language model, so every word more costs accuracy (word error rate 17 % with about 220 words, 35 % with 3000:
 * reference/offline-engine.md §3.3).
 */
const CONTENT = `
  mom dad mum wife husband son daughter brother sister friend boss team doctor dentist
  call email text message meet visit buy get take bring pick feed walk water wash clean fix pay send write finish
  start check order renew return book cook bake go likes needs wants lives works left parked keeps
  car bike bus train flight ticket passport key keys bag wallet phone charger laptop printer password number code
  door gate garage garden kitchen bathroom bedroom office desk drawer shelf cupboard box floor street house home
  level row spot letter package parcel bill bills rent bank card tax insurance invoice invoices budget report
  project plan meeting notes note list letter homework contract receipt receipts resume photo photos picture song
  presentation recipe holiday birthday anniversary wedding party dinner lunch breakfast coffee tea milk bread eggs
  butter cheese rice pasta pizza chicken fish apples bananas fruit vegetables sugar salt soap medicine pills vitamins
  dog cat kids baby school class teacher game movie guitar piano gym laundry dishes oven rubbish trash plants
  red blue green black white yellow old new big small first last next left right upstairs downstairs under behind
  monday tuesday wednesday thursday friday saturday sunday today tomorrow tonight morning evening weekend week month
  year january february march april may june july august september october november december
  one two three four five six seven eight nine ten twenty thirty forty fifty hundred
  hello hi paul anna john mary tom sarah david emma
`
  .trim()
  .split(/\s+/);

/**
 * What joins words to a sentence. "that" and "please" are missing on purpose: they stand before and after such a slot,
 * and a spoken sentence is to have one reading.
 */
const FUNCTION = `
  the i my your his her our their is are was has on in at and with for
`
  .trim()
  .split(/\s+/);

const loop = (vocabulary: readonly string[]): Pattern => repeat(choice([...new Set(vocabulary)].map(word)));

/** One or more words that name things. */
export const nameWords = loop(CONTENT);

/** One or more words that can make up a short sentence. */
export const sentenceWords = loop([...CONTENT, ...FUNCTION]);

/** Longer ones are cut at a pause, so that the first sound never waits for a whole paragraph. */
const MAX_SENTENCE = 240;
const ABBREVIATIONS = new Set(['dr', 'mr', 'mrs', 'ms', 'st', 'vs', 'prof', 'e.g', 'i.e', 'etc', 'approx']);

/**
 * Cuts text into what is spoken at a time; a line break is the end of a sentence too. Joined with spaces the sentences hold
 * every word of the text, in order.
 */
export function splitSentences(text: string): string[] {
  return text.split('\n').flatMap(sentencesOfLine);
}

function sentencesOfLine(text: string): string[] {
  const sentences: string[] = [];
  let sentence = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (sentence.length + word.length >= MAX_SENTENCE) {
      const [head, rest] = cutAtPause(sentence);
      if (head !== '') sentences.push(head);
      sentence = rest;
    }
    sentence = sentence === '' ? word : `${sentence} ${word}`;
    if (endsSentence(word)) {
      sentences.push(sentence);
      sentence = '';
    }
  }
  if (sentence !== '') sentences.push(sentence);
  return sentences;
}

function endsSentence(word: string): boolean {
  if (!/[.!?…]["'”’)]*$/.test(word)) return false;
  const bare = word.replace(/[.!?…"'“”‘’)(]+/g, (marks, at: number) =>
    at > 0 && at + marks.length < word.length ? marks : '',
  );
  // A single letter is an initial or part of "a.m.".
  return !(ABBREVIATIONS.has(bare.toLowerCase()) || /^[a-z]$/i.test(bare) || /^[a-z](\.[a-z])+$/i.test(bare));
}

/** At the last comma, semicolon or colon of the second half, else at its end. */
function cutAtPause(sentence: string): [string, string] {
  const pause = Math.max(...[', ', '; ', ': '].map((mark) => sentence.lastIndexOf(mark)));
  if (pause < sentence.length / 2) return [sentence, ''];
  return [sentence.slice(0, pause + 1), sentence.slice(pause + 2)];
}

const JOINING: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\b(city|town|location|place|region|country|area|room|address)\b/, ['in', 'for', 'at', 'of']],
  [/\b(date|day|month|year)\b/, ['for']],
  [/\b(time|hour|when|start|end)\b/, ['at']],
  [/\b(to|recipient|contact|email|destination|target|receiver)\b/, ['to', 'for']],
  [/\b(from|source|origin|sender)\b/, ['from']],
  [/\b(artist|author|singer|band)\b/, ['by']],
  [/\b(language)\b/, ['in', 'into', 'to']],
  [/\b(unit|units|format|currency)\b/, ['in']],
  [/\b(query|topic|subject|keyword|keywords|term|question|about)\b/, ['for', 'about', 'on']],
  [/\b(message|body|content|text)\b/, ['saying', 'that says', 'with']],
  [/\b(seconds|minutes|hours|duration)\b/, ['for', 'of', 'to']],
  [/\b(level|value|temperature|brightness|volume|state|status|color|colour|mode|speed)\b/, ['to', 'at']],
  [/\b(name|title|label|song|track|album)\b/, ['called', 'named']],
  [/\b(number|amount|count|quantity|size|limit)\b/, ['of', 'for']],
];

/** The words that lead to an argument in a sentence: "in paris", "by the beatles". Its own name when nothing fits better. */
export function joiningWords(argument: string): readonly string[] {
  const found = JOINING.find(([pattern]) => pattern.test(argument));
  if (found !== undefined) return found[1];
  return /^[a-z' ]+$/.test(argument) ? [argument, `with ${argument}`, 'for'] : ['for', 'with'];
}

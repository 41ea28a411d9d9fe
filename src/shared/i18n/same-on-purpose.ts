/** Texts that are the same in two languages and are meant to be: names, and words that both have. */
export const SAME_ON_PURPOSE: readonly string[] = [
  'answers:kindOpenai',
  'answers:protocolBeta',
  'desktop:captionsNormal',
  'desktop:start',
  'listening:roomNormal',
  'look:english',
  'look:german',
  'providers:openai',
  'state:error',
  'talk:hark',
  'talk:noKey',
  'talk:timer',
];

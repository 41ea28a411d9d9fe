import type { ToolIntentDeclaration } from './intent.ts';

export const memoryIntents: readonly ToolIntentDeclaration[] = [
  {
    tool: 'remember_fact',
    risk: 'normal',
    example: 'remember that i parked on level three',
    questions: { text: 'What should I remember?' },
    phrases: [
      '(remember | keep in mind | make a note | take a note | do not forget) [that] {text:free}',
      '(remember this | remember something | make a note | take a note)',
    ],
    typed: [
      '(note | note down | write down | jot down) [that] {text:typed}',
      '(save | store | add | memorize) [the fact] that {text:typed}',
      '(put | store | keep) in your memory that {text:typed}',
      '(make | take | add | create | save) [me] a [new] note (saying | about) {text:typed}',
      '(add | create | save) [me] a [new] note [that | of | to] {text:typed}',
      '(note | write) something down',
    ],
  },
  {
    tool: 'recall_facts',
    risk: 'harmless',
    example: 'what do you remember',
    phrases: [
      'what do you (remember | know) [about me]',
      'what did i (tell you | ask you to remember)',
      '(list | show me | read | read me | tell me) [all] (my notes | what you remember | everything you (remember | know))',
      '(what do you (remember | know) | what did i tell you) about {query:free}',
    ],
    typed: [
      '(list | show | show me | tell me) [all] (my | the) facts',
      'what have i told you [to remember]',
      'what did i (say | tell you to remember)',
      '(what have i told you | what did i (say | note down) | do you remember anything | tell me what you (know | remember)) about {query:typed}',
      '(do you remember | recall) (where | when | what | who | how) {query:typed}',
      'remind me (where | when | what | who | how) (i | my) {query:typed}',
      '(search | look through) (my notes | my facts | your memory) [for {query:typed}]',
      '(do i have | are there) any (notes | facts) [about {query:typed}]',
    ],
  },
];

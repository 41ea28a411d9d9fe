import type { ToolIntentDeclaration } from './intent.ts';

export const fileIntents: readonly ToolIntentDeclaration[] = [
  {
    tool: 'open_target',
    risk: 'careful',
    example: 'open the calculator',
    questions: { target: 'What should I open?' },
    phrases: [
      '(open | open up | launch | fire up) [the | my | a | an] {target:target} [app | application | program | folder | website | site | page] [in (the | my) browser]',
      '(start | start up | run | bring up | pull up | go to | visit | show me) [the | my | a | an] {target:known_target} [app | application | program | folder | website | site | page]',
      '(open | launch) (something | an app | a file | a website)',
      '(take | bring) me to [the | my] {target:known_target} [folder | website | site | page]',
    ],
  },
  {
    tool: 'find_files',
    risk: 'harmless',
    example: 'find my budget file',
    questions: { name: 'What is the file called?' },
    phrases: [
      '(find | locate | search for | look for | where is | show me) [me] [the | my | a | all | all my | any] {name:name} (file | files | document | documents)',
      '(find | locate | search for | look for | where is | where are) [me] [the | my | a | all | all my | any] (file | files | document | documents) (called | named | about | with the name) {name:typed}',
      '(find | locate | search for | look for) [me] [the | my | a | all | all my | any] {name:typed}',
      'where (is | are | did i (put | save)) my {name:typed}',
      '(do i have | are there) (a | any) (file | files | document | documents) (called | named | about) {name:typed}',
      '(find | search | look for) (a file | files | my files | a document)',
    ],
  },
  {
    tool: 'read_file',
    risk: 'harmless',
    example: 'read notes dot text',
    questions: { name: 'Which file should I read?' },
    phrases: [
      'read [me | out | aloud | out loud | to me] [the | my] [file | document | file called | file named] {name:file} [aloud | out loud | to me]',
      'read [me | out] (the | my) {name:name} (file | document) [aloud | out loud | to me]',
      'what is in (the | my) (file | document) [called] {name:typed}',
      'what does (the | my) (file | document) [called] {name:typed} (say | contain)',
      'what is in [the | my] {name:typed} (file | document)',
      'read [me] (a file | a document) [aloud | out loud]',
    ],
  },
];

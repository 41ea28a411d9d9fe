import type { ToolIntentDeclaration } from './intent.ts';

export const fileIntents: readonly ToolIntentDeclaration[] = [
  {
    tool: 'open_target',
    risk: 'careful',
    example: 'open the calculator',
    questions: { target: 'What should I open?' },
    phrases: [
      `(open [up] | launch | start [up] | bring up | go to | show me) [the | my] {target:known_target}
        [app | application | program | folder | website]`,
      '(open | launch) (something | an app | a file | a website)',
    ],
    typed: [
      `(open [up] | launch | fire up) [the | my | a | an] {target:target}
        [app | application | program | folder | website | site | page] [in (the | my) browser]`,
      `(run | pull up | visit | ((take | bring) me to)) [the | my] {target:known_target}
        [app | application | program | folder | website | site | page]`,
    ],
  },
  {
    tool: 'find_files',
    risk: 'harmless',
    example: 'find my budget file',
    questions: { name: 'What is the file called?' },
    phrases: [
      '(find | search for | look for | where is | show me) [me] [the | my | a | all | all my] {name:name} (file | files | document | documents)',
      '(find | search for | look for) (a file | files | my files | a document)',
    ],
    typed: [
      '(find | locate | search for | look for | where is | show me) [me] [the | my | a | all | all my | any] {name:typed} (file | files | document | documents)',
      '(find | locate | search for | look for | where is | where are) [me] [the | my | a | all | all my | any] (file | files | document | documents) (called | named | about | with the name) {name:typed}',
      '(find | locate | search for | look for) [me] [the | my | a | all | all my | any] {name:typed}',
      'where (is | are | did i (put | save)) my {name:typed}',
      '(do i have | are there) (a | any) (file | files | document | documents) (called | named | about) {name:typed}',
      'search my files',
    ],
  },
  {
    tool: 'read_file',
    risk: 'harmless',
    example: 'read notes dot text',
    questions: { name: 'Which file should I read?' },
    phrases: [
      'read [me | out] [the | my] [file] {name:file} [aloud | out loud | to me]',
      'read [me | out] (the | my) {name:name} (file | document) [aloud | out loud | to me]',
      'read [me] (a file | a document)',
    ],
    typed: [
      'read [aloud | out loud | to me] [the | my] [file called | file named | document] {name:file}',
      'what is in (the | my) (file | document) [called] {name:typed}',
      'what does (the | my) (file | document) [called] {name:typed} (say | contain)',
      'what is in [the | my] {name:typed} (file | document)',
    ],
  },
];

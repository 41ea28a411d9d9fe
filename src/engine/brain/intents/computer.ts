import type { ToolIntentDeclaration } from './intent.ts';

export const clipboardIntents: readonly ToolIntentDeclaration[] = [
  {
    tool: 'read_clipboard',
    risk: 'careful',
    example: "what's on the clipboard",
    phrases: [
      'what is (in | on) (the | my) clipboard [now | right now]',
      '(read | read me | show me | tell me | check) [what is on | what is in] (the | my) clipboard [aloud | to me]',
      'what (did i [just] copy | have i copied)',
    ],
    typed: [
      '[tell me] what (is | have i got) (in | on) (the | my) clipboard [now | right now]',
      '[(read | read me | read out | show | show me | get) [the contents of]] [the | my] clipboard [contents]',
      'what (did i last copy | have i just copied)',
      'read what i [just] copied',
    ],
  },
  {
    tool: 'write_clipboard',
    risk: 'normal',
    example: 'copy hello to the clipboard',
    questions: { text: 'What should I copy?' },
    phrases: [
      '(copy | put) {text:free} (to | on | onto | into) (the | my) clipboard',
      '(write | copy) (something | some text) to (the | my) clipboard',
    ],
    typed: [
      '(copy | put | write | save | place) {text:typed} (to | on | onto | in | into) (the | my) clipboard',
      '(set | change) (the | my) clipboard to {text:typed}',
    ],
  },
];

const CHECK = '(what is | tell me | check | show me | how is)';

export const systemIntents: readonly ToolIntentDeclaration[] = [
  {
    tool: 'get_system_info',
    fixed: { topic: 'battery' },
    risk: 'harmless',
    example: 'how much battery is left',
    phrases: [
      'how much (battery | charge | power | battery life) (is left | do i have [left] | is remaining)',
      `${CHECK} (the | my) battery [level | status | percentage | charge | life | doing]`,
      'battery (level | status)',
      'how full is (the | my) battery',
      'is (the | my) (battery low | battery full | computer charging | laptop charging)',
    ],
    typed: [
      'how much (battery | charge | power | battery life) (have i got [left] | is there [left])',
      `${CHECK} your battery [level | status | percentage | charge | life]`,
      'how is (the | my) battery looking',
      'what is (the | my) (charge | power) level',
      '[my] battery (percentage | life | level | status)',
      'is (the | my) battery charging',
    ],
  },
  {
    tool: 'get_system_info',
    fixed: { topic: 'disk' },
    risk: 'harmless',
    example: 'how much disk space do i have',
    phrases: [
      'how much [free] (disk space | storage | storage space | free space | space) (is left | do i have [left] | is free | is available)',
      `${CHECK} (the | my) [free] (disk space | storage | hard drive)`,
      'how full is (the | my) (disk | hard drive | drive)',
      'how much (room | space) is (left | free) on (the | my) (disk | drive | hard drive)',
    ],
    typed: [
      'how much [free] (disk space | hard drive space | drive space | storage | storage space | space) (have i got [left] | is there [left])',
      'how much (hard drive space | drive space | room on the disk) (is left | do i have [left] | is free | is available)',
      `${CHECK} (the | my) [free] (disk usage | disk)`,
      'how full is (the | my) storage',
      '[free | available] (disk space | disk usage | space)',
      '(do i have | is there) (enough | any) (disk space | space | storage) [left]',
    ],
  },
  {
    tool: 'get_system_info',
    fixed: { topic: 'memory' },
    risk: 'harmless',
    example: 'how much memory is free',
    phrases: [
      'how much [free] (memory | ram) (is left | do i have [left] | is free | is available | is used | is in use | is being used)',
      `${CHECK} (the | my) [free] (memory usage | ram usage | memory use)`,
    ],
    typed: [
      'how much [free] (memory | ram) (am i using | have i got | is there [left])',
      `${CHECK} (the | my) (memory status | ram | free memory)`,
      '(memory | ram) (usage | use)',
    ],
  },
  {
    tool: 'get_system_info',
    fixed: { topic: 'all' },
    risk: 'harmless',
    example: 'how is my computer doing',
    phrases: [
      'how is (my | the | this) (computer | machine | laptop | system) [doing | running]',
      '(check | show me | tell me about | tell me | what is) (my | the | this) (system info | system information | system status | computer | system)',
    ],
    typed: [
      '(show | give me) (my | the) (system info | system information | system status)',
      'system (info | information | status | report)',
    ],
  },
];

export const calculateIntents: readonly ToolIntentDeclaration[] = [
  {
    tool: 'calculate',
    risk: 'harmless',
    example: 'what is twelve times seven',
    questions: { expression: 'What should I calculate?' },
    phrases: [
      '(what is | how much is | calculate | compute | work out | tell me [what is]) {expression:expression}',
      '[what is | how much is | calculate | compute | work out | tell me] {expression:root}',
    ],
    typed: [
      '[add [up] | solve] {expression:expression}',
      'what does {expression:expression} (equal | make)',
      '(do | calculate) (some math | something)',
    ],
  },
];

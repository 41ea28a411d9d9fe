import type { ToolIntentDeclaration } from './intent.ts';

export const clipboardIntents: readonly ToolIntentDeclaration[] = [
  {
    tool: 'read_clipboard',
    risk: 'careful',
    example: "what's on the clipboard",
    phrases: [
      '[tell me] (what is | what have i got) (in | on) (the | my) clipboard [now | right now]',
      'clipboard contents',
      '(read | read me | read out | show | show me | tell me | get | check) [what is on | what is in | the contents of] (the | my) clipboard [contents] [aloud | to me]',
      'what (did i [just | last] copy | have i [just] copied)',
      'read what i (copied | just copied)',
    ],
  },
  {
    tool: 'write_clipboard',
    risk: 'normal',
    example: 'copy hello to the clipboard',
    questions: { text: 'What should I copy?' },
    phrases: [
      '(copy | put | write | save | place) {text:free} (to | on | onto | in | into) (the | my) clipboard',
      '(set | change) (the | my) clipboard to {text:typed}',
      '(write | copy) (something | some text) to (the | my) clipboard',
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
      'how much (battery | charge | power | battery life) (is left | do i have [left] | is remaining | have i got [left] | is there [left])',
      `${CHECK} (the | my | your) battery [level | status | percentage | charge | life | doing | looking]`,
      'what is (the | my) (charge | power) level',
      '[my] battery (level | status | percentage | life)',
      'how full is (the | my) battery',
      'is (the | my) (battery low | battery full | computer charging | laptop charging | battery charging)',
    ],
  },
  {
    tool: 'get_system_info',
    fixed: { topic: 'disk' },
    risk: 'harmless',
    example: 'how much disk space do i have',
    phrases: [
      'how much [free] (disk space | hard drive space | drive space | storage | storage space | free space | space | room on the disk) (is left | do i have [left] | is free | is available | have i got [left] | is there [left])',
      `${CHECK} (the | my) [free] (disk space | storage | hard drive | disk usage | disk)`,
      'how full is (the | my) (disk | hard drive | drive | storage)',
      '(free | available) (disk space | space)',
      'disk (space | usage)',
      '(do i have | is there) (enough | any) (disk space | space | storage) [left]',
      'how much (room | space) is (left | free) on (the | my) (disk | drive | hard drive)',
    ],
  },
  {
    tool: 'get_system_info',
    fixed: { topic: 'memory' },
    risk: 'harmless',
    example: 'how much memory is free',
    phrases: [
      'how much [free] (memory | ram) (is left | do i have [left] | is free | is available | is used | is in use | is being used | am i using | have i got | is there [left])',
      `${CHECK} (the | my) [free] (memory usage | memory use | memory status | ram usage | ram | free memory)`,
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
      '(check | show | show me | tell me about | tell me | what is | give me) (my | the | this) (system info | system information | system status | computer | machine | system)',
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
      '[what is | how much is | calculate | compute | work out | add [up] | tell me [what is] | solve] {expression:expression}',
      'what does {expression:expression} (equal | make)',
      '(do | calculate) (some math | something)',
    ],
  },
];

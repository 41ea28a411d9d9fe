import type { TalkIntentDeclaration } from './intent.ts';

/** What is answered without a tool. */
export const talkIntents: readonly TalkIntentDeclaration[] = [
  {
    topic: 'greet',
    phrases: [
      '(hello | hi | hey | good morning | good afternoon | good evening | howdy) [there]',
      'how are you [doing] [today]',
    ],
  },
  {
    topic: 'thanks',
    phrases: [
      '(thank you | thanks | cheers) [very much | so much | a lot]',
      'many thanks',
      'that is (great | perfect | all)',
    ],
  },
  {
    topic: 'goodbye',
    phrases: ['(goodbye | good bye | bye | bye bye | see you [later] | good night)', 'talk to you later'],
  },
  {
    topic: 'help',
    phrases: [
      'what can (you do | i say | i ask | you help me with)',
      'what (do you do | are you able to do | can i ask you | can you do for me)',
      'what (commands | tools) (do you (know | have | understand) | are there)',
      'help [me]',
      'how (can you help | do you work | does this work) [me]',
      'i need help',
    ],
  },
  {
    topic: 'identity',
    phrases: [
      'who are you',
      'what are you',
      'what is your name',
      'are you (a robot | an ai | human | real | a person)',
    ],
  },
  {
    topic: 'repeat',
    phrases: [
      '(say | repeat) (that | it) [again | once more]',
      'repeat',
      'what did you (say | just say)',
      '(come again | pardon | pardon me | sorry what | say again | once more | one more time)',
      'i did not (hear | catch | get) (that | you)',
    ],
  },
  {
    topic: 'stop',
    phrases: [
      'stop [talking | it | that | now]',
      'never mind',
      '(be quiet | quiet | shut up | enough | that is enough | forget it | forget about it | nothing | cancel | cancel that)',
    ],
  },
  {
    topic: 'yes',
    phrases: [
      '(yes | yeah | yep | yup | sure | okay | ok | correct | right | exactly | of course | go ahead | do it | yes do [it | that] | that is right)',
    ],
  },
  {
    topic: 'no',
    phrases: [
      '(no | nope | nah | no thanks | no thank you | do not | wrong | not that | no do not [do that])',
    ],
  },
];

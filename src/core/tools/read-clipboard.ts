import { z } from 'zod';
import type { ClipboardPort } from '../ports.ts';
import { beginningOf, plainText } from '../text/plain-text.ts';
import { type ToolSpec, toolSpec } from './tool-spec.ts';

const MAX_SPOKEN = 1000;
const MAX_TEXT = 16_000;

export function readClipboardTool(clipboard: ClipboardPort): ToolSpec {
  return toolSpec({
    name: 'read_clipboard',
    label: 'Read the clipboard',
    description: 'Reads the text in the clipboard; the person is asked first.',
    // People copy passwords.
    risk: 'medium',
    acts: false,
    parameters: z.strictObject({}),
    plan: () => ({
      question: 'Shall I read the clipboard?',
      detail: 'The text that is in the clipboard now.',
      async run() {
        const text = plainText(await clipboard.read()).trim();
        if (text === '') return { speech: 'There is no text in the clipboard.', text };
        const spoken = beginningOf(text, MAX_SPOKEN);
        const ending = spoken.cut ? ' That is the beginning of it.' : '';
        return {
          speech: `The clipboard says: ${spoken.text}${ending}`,
          text: beginningOf(text, MAX_TEXT).text,
        };
      },
    }),
  });
}

import { z } from 'zod';
import type { ClipboardPort } from '../ports.ts';
import { beginningOf, plainText } from '../text/plain-text.ts';
import { type ToolSpec, toolSpec } from './tool-spec.ts';

const MAX_SPOKEN = 100;

export function writeClipboardTool(clipboard: ClipboardPort): ToolSpec {
  return toolSpec({
    name: 'write_clipboard',
    label: 'Copy to the clipboard',
    description: 'Puts a text into the clipboard, replacing what was there.',
    risk: 'low',
    acts: true,
    parameters: z.strictObject({ text: z.string().min(1).max(16_000) }),
    plan: ({ text }) => ({
      async run() {
        const plain = plainText(text);
        await clipboard.write(plain);
        return { speech: `I copied this: ${beginningOf(plain, MAX_SPOKEN).text}.` };
      },
    }),
  });
}

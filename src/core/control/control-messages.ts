import { z } from 'zod';
import type { ErrorData } from '#shared/base/errors.ts';
import type { AssistantState, HotkeyViews } from '#shared/bridge/state.ts';

/** What a key binding of the desktop, a pedal or a script can tell the running app; `status` only asks. */
export const PTT_COMMANDS = ['down', 'up', 'toggle', 'cancel', 'status'] as const;
export type PttCommand = (typeof PTT_COMMANDS)[number];

/** One line of JSON each way, and the connection ends. */
export const ControlRequestSchema = z.strictObject({
  token: z.string().max(100),
  ptt: z.enum(PTT_COMMANDS),
});

export type ControlReply =
  | { readonly ok: true; readonly state: AssistantState['kind']; readonly hotkeys: HotkeyViews }
  | { readonly ok: false; readonly error: ErrorData };

/** Where the running app is reached; in a file in its data folder that only its owner may read. */
export const ControlAddressSchema = z.object({ port: z.number().int(), token: z.string() });

/** The file's name in the data folder. */
export const CONTROL_FILE = 'control.json';

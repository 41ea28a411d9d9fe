import { sendPtt } from '#core/control/control-client.ts';
import type { PttCommand } from '#core/control/control-messages.ts';
import { appFolders } from '../app-folders.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printLine } from '../output.ts';

export type PttOptions = { readonly json?: boolean };

/** Tells the running app that the talk key went down or up, to toggle, or to forget what is being said. */
export async function ptt(command: PttCommand, { json = false }: PttOptions): Promise<ExitCode> {
  const { state } = await sendPtt(appFolders(), command);
  printLine(json ? JSON.stringify({ state }) : `Hark is ${state}.`);
  return EXIT.done;
}

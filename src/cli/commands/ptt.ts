import { homedir } from 'node:os';
import { sendPtt } from '#core/control/control-client.ts';
import type { PttCommand } from '#core/control/control-messages.ts';
import { dataFolder, desktopFolder } from '#web/platform/folders.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printLine } from '../output.ts';

export type PttOptions = { readonly json?: boolean };

/** Tells the running app that the talk key went down or up, to toggle, or to forget what is being said. */
export async function ptt(command: PttCommand, { json = false }: PttOptions): Promise<ExitCode> {
  const place = { platform: process.platform, home: homedir(), environment: process.env };
  const named = process.env.HARK_DATA;
  const folders = named ? [dataFolder(place)] : [desktopFolder(place), dataFolder(place)];
  const { state } = await sendPtt(folders, command);
  printLine(json ? JSON.stringify({ state }) : `Hark is ${state}.`);
  return EXIT.done;
}

import { access, constants, readFile } from 'node:fs/promises';
import { toErrorData } from '#shared/base/errors.ts';
import type { Ports } from '../ports.ts';

/** `missing` costs one feature; with `broken` Hark cannot talk. */
export type Check = {
  readonly name: string;
  readonly state: 'works' | 'missing' | 'broken';
  readonly detail: string;
};

const SECRETS: Readonly<Record<Ports['secrets']['protection'], string>> = {
  system: 'encrypted by the system',
  file: 'in a file that only your account may read, not encrypted',
  memory: 'kept until Hark ends',
};

/** What every host can try without harm, also while it runs. Never rejects. */
export async function checkBasics(ports: Ports): Promise<readonly Check[]> {
  return [
    { name: 'Hark', state: 'works', detail: ports.host.version },
    { name: 'Node', state: 'works', detail: process.version },
    await check('Data folder', 'broken', () => isWritable(ports.folders.data)),
    await check('Microphone', 'missing', findMicrophone),
    await check('OpenAI key', 'missing', () => hasKey(ports)),
    await check(
      'Clipboard',
      'missing',
      async () => `${(await ports.clipboard.read()).length} characters on it`,
    ),
    { name: 'Secrets', state: 'works', detail: SECRETS[ports.secrets.protection] },
  ];
}

/** Tries one thing: `run` tells what works, and rejects with why not. Never rejects itself. */
export async function check(
  name: string,
  otherwise: 'missing' | 'broken',
  run: () => Promise<string>,
): Promise<Check> {
  try {
    return { name, state: 'works', detail: await run() };
  } catch (error) {
    const { message, action } = toErrorData(error);
    return { name, state: otherwise, detail: action === undefined ? message : `${message} ${action}` };
  }
}

async function isWritable(folder: string): Promise<string> {
  await access(folder, constants.R_OK | constants.W_OK);
  return folder;
}

/** Only Linux tells without opening the device; elsewhere the page finds out. */
async function findMicrophone(): Promise<string> {
  if (process.platform !== 'linux') return 'asked for when you first talk';
  const devices = await readFile('/proc/asound/pcm', 'utf8').catch(() => '');
  const microphone = devices.split('\n').find((line) => line.includes('capture'));
  if (microphone === undefined) throw new Error('None is connected; typing and hark talk work without.');
  return microphone.split(':')[1]?.trim() ?? 'found';
}

async function hasKey({ environment, secrets }: Ports): Promise<string> {
  if (environment.OPENAI_API_KEY) return 'in the environment';
  if ((await secrets.get('openaiKey')) !== undefined) return 'stored';
  throw new Error('None; Hark uses the offline engine.');
}

import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type ConversationStore, createConversationStore } from '#core/conversations/conversation-store.ts';
import { exportText } from '#core/conversations/export-text.ts';
import { plainText } from '#core/text/plain-text.ts';
import { HarkError, toErrorData } from '#shared/base/errors.ts';
import type {
  ConversationEntry,
  ConversationSummary,
  EntryPage,
  ExportFormat,
} from '#shared/bridge/conversations.ts';
import { dataFolder, desktopFolder } from '#web/platform/folders.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { createOutput, printLine } from '../output.ts';
import { writeNewFile } from '../write-new-file.ts';

export type HistoryOptions = { readonly desktop?: boolean; readonly json?: boolean };
export type ExportOptions = HistoryOptions & { readonly format: ExportFormat; readonly out?: string };

/** Asked for at a time. */
const PAGE = 100;

/** Prints the conversations that hold every word, newest first; without words all of them. */
export function listHistory(search: string, options: HistoryOptions): Promise<ExitCode> {
  return withStore(options, async (store) => {
    let page = await store.list({ search, limit: PAGE });
    for (;;) {
      for (const conversation of page.conversations) {
        printLine(options.json ? JSON.stringify(conversation) : plainText(summaryLine(conversation)));
      }
      if (page.next === undefined) return;
      page = await store.list({ search, limit: PAGE, after: page.next });
    }
  });
}

/** Prints what was said, oldest first. */
export function showConversation(id: string, options: HistoryOptions): Promise<ExitCode> {
  return withStore(options, async (store) => {
    const { entries } = await readAll(store, id);
    for (const entry of entries)
      printLine(options.json ? JSON.stringify(entry) : plainText(entryLine(entry)));
  });
}

/** Writes a conversation as Markdown or JSON, to a file that does not exist yet or to the standard output. */
export function exportConversation(id: string, options: ExportOptions): Promise<ExitCode> {
  const { format, out } = options;
  return withStore(options, async (store) => {
    const { conversation, entries } = await readAll(store, id);
    const text = exportText(conversation, entries, format);
    if (out === undefined) process.stdout.write(format === 'json' ? text : plainText(text));
    else await writeNewFile(out, text, { what: 'conversation', option: '--out' });
  });
}

/** Deletes a conversation: its words are in none of the files any more. */
export function deleteConversation(id: string, options: HistoryOptions): Promise<ExitCode> {
  return withStore(options, async (store) => {
    await store.remove(id);
    printLine(options.json ? JSON.stringify({ deleted: id }) : 'Deleted.');
  });
}

/** Opens the history of the terminal and browser hosts, or of the desktop app, and says on the standard error where it is. */
async function withStore(
  { desktop = false, json = false }: HistoryOptions,
  use: (store: ConversationStore) => Promise<void>,
): Promise<ExitCode> {
  const place = { platform: process.platform, home: homedir(), environment: process.env };
  const path = join(desktop ? desktopFolder(place) : dataFolder(place), 'conversations.sqlite');
  if (!existsSync(path)) {
    throw new HarkError('not_found', `There is no history at ${path}.`, {
      action: desktop ? 'Leave --desktop out for the other hosts.' : 'Use --desktop for the desktop app.',
    });
  }
  if (!json) process.stderr.write(`${path}\n`);
  const onProblem = (problem: HarkError): void => createOutput(json).error(toErrorData(problem));
  const store = createConversationStore({ path, onProblem });
  try {
    await use(store);
    return EXIT.done;
  } finally {
    await store.close();
  }
}

async function readAll(store: ConversationStore, id: string): Promise<EntryPage> {
  let page = await store.read({ id, limit: PAGE });
  const { conversation } = page;
  const entries = [...page.entries];
  while (page.next !== undefined) {
    page = await store.read({ id, limit: PAGE, after: page.next });
    entries.push(...page.entries);
  }
  return { conversation, entries };
}

function summaryLine({ id, title, startedAt, excerpt }: ConversationSummary): string {
  const found = excerpt.map(({ text }) => text).join('');
  const line = `${id}  ${new Date(startedAt).toLocaleString('sv-SE')}  ${title.replace(/\s+/g, ' ')}`;
  return found === '' ? line : `${line}\n    ${found.replace(/\s+/g, ' ')}`;
}

const SPEAKERS = { user: 'You', assistant: 'Hark' } as const;

function entryLine({ role, label, text, status }: ConversationEntry): string {
  const note = status === 'done' ? '' : ` (${status})`;
  return role === 'tool' ? `  · ${label}: ${text}${note}` : `${SPEAKERS[role]}: ${text}${note}`;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ConversationStore, createConversationStore } from '#core/conversations/conversation-store.ts';
import type { ConversationChange } from '#core/conversations/queries.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

export const ALL = { search: '', limit: 50 };

/** A store on a real folder, opened as often as a test likes. */
export function storeBench() {
  const folder = temporaryFolder();
  const path = join(folder, 'conversations.sqlite');
  const problems: string[] = [];
  const open = (): ConversationStore => {
    const store = createConversationStore({ path, onProblem: (problem) => problems.push(problem.message) });
    onTestFinished(() => store.close());
    return store;
  };
  /** Everything in the folder, byte for byte: the database, its log and whatever else there is. */
  const bytes = (): string =>
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('\n');
  return { folder, path, problems, open, bytes };
}

type Said = { readonly id?: string; readonly at?: number; readonly words: readonly string[] };

/** A conversation in which the person and the assistant speak in turn. */
export function conversation({ id = 'c1', at = 1_000, words }: Said): ConversationChange {
  return {
    conversation: { id, endpoint: 'Offline engine', startedAt: at },
    entries: words.map((text, index) => ({
      id: `line-${index}`,
      role: index % 2 === 0 ? 'user' : 'assistant',
      label: '',
      text,
      status: 'done',
      at: at + index,
      position: at + index,
    })),
    removed: [],
  };
}

/** Which conversations a search finds, newest first. */
export const idsOf = async (store: ConversationStore, search: string): Promise<string[]> =>
  (await store.list({ ...ALL, search })).conversations.map(({ id }) => id);

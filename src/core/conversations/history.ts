import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Cancel, Clock } from '#shared/base/clock.ts';
import type { HarkError } from '#shared/base/errors.ts';
import type {
  ConversationEntry,
  ConversationPage,
  EntryPage,
  ExportFormat,
} from '#shared/bridge/conversations.ts';
import type { TranscriptLine } from '#shared/bridge/state.ts';
import type { AppStore } from '../bridge/app-store.ts';
import type { Ports } from '../ports.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { writeExport } from '../storage/export-file.ts';
import { plainText } from '../text/plain-text.ts';
import { type ConversationStore, createConversationStore } from './conversation-store.ts';
import { exportName, exportText } from './export-text.ts';
import { Recorder } from './recorder.ts';

export type HistoryParts = {
  readonly folders: Ports['folders'];
  readonly app: AppStore;
  readonly settings: Pick<SettingsService, 'current'>;
  readonly clock: Clock;
  readonly onProblem: (problem: HarkError) => void;
  /** Ends the conversation of now; the next one begins with these lines. */
  readonly startConversation: (lines: readonly TranscriptLine[]) => Promise<void>;
};

const CONVERSATIONS_PER_PAGE = 30;
const ENTRIES_PER_PAGE = 100;
/** So much of a resumed conversation is shown and told the model, entries. */
const MAX_RESUMED = 100;
const DAY_MS = 86_400_000;

/**
 * The conversations that were had and the one that is being had: kept as long as the person wants, found, exported, deleted.
 * Everything that names a conversation rejects with `not_found` when it is gone.
 */
export class History {
  readonly #parts: HistoryParts;
  /** Of the database. */
  readonly #path: string;
  readonly #store: ConversationStore;
  readonly #recorder: Recorder;
  #cancelPurge: Cancel = () => {};

  constructor(parts: HistoryParts) {
    const { app, clock, onProblem } = parts;
    this.#parts = parts;
    this.#path = join(parts.folders.data, 'conversations.sqlite');
    this.#store = createConversationStore({ path: this.#path, onProblem });
    this.#recorder = new Recorder({
      app,
      store: this.#store,
      clock,
      isOn: () => parts.settings.current.history.retention !== 'off',
      onWritten: () => this.#publish(),
      onProblem,
    });
  }

  /** Whether a conversation was ever kept here. */
  get isBegun(): boolean {
    return existsSync(this.#path);
  }

  /** Begins to delete what is older than the person wants it kept, now and once a day. */
  start(): void {
    const { clock, settings, onProblem } = this.#parts;
    this.#cancelPurge();
    this.#cancelPurge = clock.after(DAY_MS, () => this.start());
    const { retention } = settings.current.history;
    if (typeof retention !== 'number' || !this.isBegun) return;
    this.#store.removeBefore(clock.wallTime() - retention * DAY_MS).then((count) => {
      if (count > 0) this.#publish();
    }, onProblem);
  }

  async list({ search, after }: { search: string; after?: string | undefined }): Promise<ConversationPage> {
    await this.#recorder.flush();
    return this.#store.list({ search, limit: CONVERSATIONS_PER_PAGE, ...pageAfter(after) });
  }

  async read({ id, after }: { id: string; after?: string | undefined }): Promise<EntryPage> {
    await this.#recorder.flush();
    return this.#store.read({ id, limit: ENTRIES_PER_PAGE, ...pageAfter(after) });
  }

  async rename(id: string, title: string): Promise<void> {
    await this.#recorder.flush();
    await this.#store.rename(id, plainText(title).replace(/\s+/g, ' ').trim());
    this.#publish();
  }

  /** Of the conversation of now, what was said up to now goes. */
  async remove(id: string): Promise<void> {
    this.#recorder.forget(id);
    await this.#recorder.flush();
    await this.#store.remove(id);
    this.#publish();
  }

  async removeAll(): Promise<void> {
    const { currentId } = this.#recorder;
    if (currentId !== undefined) this.#recorder.forget(currentId);
    await this.#recorder.flush();
    await this.#store.removeAll();
    this.#publish();
  }

  /** Writes the whole conversation into a file in the person's downloads; answers with its absolute path. */
  async export(id: string, format: ExportFormat): Promise<string> {
    let page = await this.read({ id });
    const entries = [...page.entries];
    while (page.next !== undefined) {
      page = await this.read({ id, after: page.next });
      entries.push(...page.entries);
    }
    const { conversation } = page;
    const text = exportText(conversation, entries, format);
    return writeExport(this.#parts.folders.home, exportName(conversation, format), text);
  }

  /** Goes on with a conversation: its last lines are shown, and the model knows them. */
  async resume(id: string): Promise<void> {
    await this.#recorder.flush();
    const { conversation } = await this.#store.read({ id, limit: 1 });
    const entries = await this.#store.readLast(id, MAX_RESUMED);
    const { endpoint, startedAt } = conversation;
    this.#recorder.resumeNext({
      conversation: { id, endpoint, startedAt },
      shownIds: entries.map((entry) => entry.id),
      position: entries.at(-1)?.position ?? 0,
    });
    await this.#parts.startConversation(entries.flatMap(toLine));
    for (const entry of entries) showActivity(this.#parts.app, entry);
    this.#publish();
  }

  /** Resolves when what was said is written. */
  async close(): Promise<void> {
    this.#cancelPurge();
    await this.#recorder.close();
    await this.#store.close();
  }

  /** Tells pages that there is something new to ask for. */
  #publish(): void {
    const { app } = this.#parts;
    const { currentId } = this.#recorder;
    const revision = app.snapshot.history.revision + 1;
    const history = { revision, ...(currentId === undefined ? {} : { current: currentId }) };
    app.publish({ type: 'history', history });
  }
}

function pageAfter(after: string | undefined): { readonly after?: string } {
  return after === undefined ? {} : { after };
}

function toLine({ id, role, text, status, at }: ConversationEntry): TranscriptLine[] {
  if (role === 'tool' || status === 'failed' || status === 'denied') return [];
  return [{ id, role, text, status, at }];
}

function showActivity(app: AppStore, { id, role, label, text, status, at }: ConversationEntry): void {
  if (role !== 'tool' || status === 'cut' || status === 'unclear') return;
  app.publish({ type: 'activity', activity: { callId: id, tool: label, label, status, detail: text, at } });
}

/** One thing of a kept conversation: what somebody said, or what a tool did. */
export type ConversationEntry = {
  readonly id: string;
  readonly role: 'user' | 'assistant' | 'tool';
  /** What a tool is for, in plain words; `''` for what was said. */
  readonly label: string;
  /** The words, of an interrupted answer only those that were heard; of a tool its result or the reason for none. */
  readonly text: string;
  /** `cut`, `unclear`: as in a TranscriptLine. `failed`, `denied`: as in a ToolActivity. */
  readonly status: 'done' | 'cut' | 'unclear' | 'failed' | 'denied';
  /** Milliseconds since the epoch. */
  readonly at: number;
};

/** A kept conversation without its words. */
export type ConversationSummary = {
  readonly id: string;
  /** The name it was given, else how the first thing said begins, else `''`. */
  readonly title: string;
  /** Who answered, e.g. "OpenAI". */
  readonly endpoint: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly changedAt: number;
  readonly entries: number;
  /** Of a search: the words around the first place found; `''` when the title was. */
  readonly excerpt: readonly ExcerptPart[];
};

export type ExcerptPart = { readonly text: string; readonly found: boolean };

/** Newest first; `next` asks for the page after this one and is absent on the last. */
export type ConversationPage = {
  readonly conversations: readonly ConversationSummary[];
  readonly next?: string;
};

/** Oldest first; `next` as in a ConversationPage. */
export type EntryPage = {
  readonly conversation: ConversationSummary;
  readonly entries: readonly ConversationEntry[];
  readonly next?: string;
};

export const EXPORT_FORMATS = ['markdown', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const MAX_TITLE_LENGTH = 100;
/** Longest words to search for, characters. */
export const MAX_SEARCH_LENGTH = 200;

import type { ConversationEntry, ConversationSummary, ExportFormat } from '#shared/bridge/conversations.ts';

/** A conversation as the text of a file, complete, in a form that other programs read. */
export function exportText(
  conversation: ConversationSummary,
  entries: readonly ConversationEntry[],
  format: ExportFormat,
): string {
  return format === 'json' ? toJson(conversation, entries) : toMarkdown(conversation, entries);
}

/** A name for the file that every system takes, without a folder. */
export function exportName({ title, startedAt }: ConversationSummary, format: ExportFormat): string {
  const words = (title.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ').slice(0, 60).trim();
  const day = new Date(startedAt).toLocaleDateString('sv-SE');
  return `Hark ${day}${words === '' ? '' : ` ${words}`}.${format === 'json' ? 'json' : 'md'}`;
}

function toJson(
  { title, endpoint, startedAt }: ConversationSummary,
  entries: readonly ConversationEntry[],
): string {
  const conversation = {
    title,
    endpoint,
    startedAt: new Date(startedAt).toISOString(),
    entries: entries.map(({ role, label, text, status, at }) => ({
      role,
      ...(role === 'tool' ? { label } : {}),
      text,
      status,
      at: new Date(at).toISOString(),
    })),
  };
  return `${JSON.stringify(conversation, null, 2)}\n`;
}

function toMarkdown(
  { title, endpoint, startedAt }: ConversationSummary,
  entries: readonly ConversationEntry[],
): string {
  const date = new Date(startedAt).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' });
  const head = `# ${title.replace(/\s+/g, ' ') || 'Conversation'}\n\n${date} · ${endpoint}\n`;
  return [head, ...entries.map(entryToMarkdown)].join('\n');
}

const SPEAKERS = { user: 'You', assistant: 'Hark' } as const;
const NOTES = {
  done: '',
  cut: 'interrupted',
  unclear: 'not understood',
  failed: 'failed',
  denied: 'not allowed',
};

function entryToMarkdown({ role, label, text, status, at }: ConversationEntry): string {
  const note = NOTES[status];
  if (role === 'tool') {
    const result = text === '' ? '' : `: ${text}`;
    return `> ${label}${note === '' ? '' : ` (${note})`}${result}\n`;
  }
  const time = new Date(at).toLocaleTimeString('en-GB', { timeStyle: 'short' });
  return `**${SPEAKERS[role]}**, ${time}${note === '' ? '' : ` (${note})`}\n\n${text}\n`;
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DiagnosticsReport } from '#shared/bridge/diagnostics.ts';
import type { TranscriptLine } from '#shared/bridge/state.ts';
import type { Settings } from '#shared/settings/settings.ts';
import { logFolder } from '../logging/host-log.ts';
import { readLogText } from '../logging/read-log.ts';
import type { HostPort } from '../ports.ts';
import type { Check } from './checks.ts';
import { zipTexts } from './zip.ts';

export type ReportParts = {
  readonly host: Pick<HostPort, 'redact'>;
  /** The data folders whose logs are packed, by the name they get. */
  readonly logs: Readonly<Record<string, string>>;
  readonly settings: Settings;
  readonly checks: readonly Check[];
  /** Of a running app. */
  readonly report?: DiagnosticsReport;
  /** What was said; only when the person asked for it to be told. */
  readonly transcript?: readonly TranscriptLine[];
};

/**
 * Everything that helps to understand a problem, in one zip of readable texts. Everything passes the log's redaction once more;
 * what was said is left out unless it is given.
 */
export async function packReport({
  host,
  logs,
  settings,
  checks,
  ...more
}: ReportParts): Promise<Uint8Array> {
  const texts: Record<string, string> = {
    'README.txt': README,
    'settings.json': json(settings),
    'checks.json': json(checks),
  };
  if (more.report !== undefined) {
    const { turns, ...running } = more.report;
    texts['running.json'] = json(running);
    texts['turns.json'] = json(turns);
  }
  if (more.transcript !== undefined) texts['transcript.json'] = json(more.transcript);
  for (const [name, data] of Object.entries(logs))
    texts[`log-${name}.jsonl`] = await readLogText(logFolder(data));
  const redacted: Record<string, string> = {};
  for (const [name, text] of Object.entries(texts)) redacted[name] = await redactLines(text, host.redact);
  return zipTexts(redacted);
}

/** So much is redacted at a time, characters: some milliseconds, because the same thread carries the audio. */
const CHUNK_LENGTH = 64 * 1024;

/** Cut between lines: in JSON nothing that is to be taken out goes on in the next one. */
async function redactLines(text: string, redact: (text: string) => string): Promise<string> {
  let redacted = '';
  for (let from = 0; from < text.length; ) {
    const lineEnd = text.indexOf('\n', from + CHUNK_LENGTH);
    const to = lineEnd === -1 ? text.length : lineEnd + 1;
    redacted += redact(text.slice(from, to));
    from = to;
    await nextTurn();
  }
  return redacted;
}

/** The name that a report of this moment gets; `at`: ms since the epoch. */
export function reportName(at: number): string {
  return `hark-report-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}.zip`;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const README = `A report of Hark, to be sent along with a description of what went wrong. Look through it first.

log-*.jsonl      the log, one JSON object a line
settings.json    the settings; keys are never among them
checks.json      what works on this computer, and why the rest does not
running.json     what ran when the report was made
turns.json       when things happened in the last turns, ms since each began
transcript.json  what was said; only there when you asked for it

Keys, credentials and the path of your home folder were taken out. Sound is never in it.
`;

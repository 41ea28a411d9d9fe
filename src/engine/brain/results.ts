import { handoffTarget } from './intents/handoff.ts';
import { asSentence, capitalise } from './text/english.ts';
import { sayValue } from './text/say-value.ts';
import type { ToolResult } from './turn.ts';

/** Longer answers are cut: about a minute and a half of speech. */
const MAX_SPOKEN_CHARACTERS = 1_500;

/** What a tool's answer says, and whether it failed. */
export type SpokenResult = { readonly text: string; readonly failed: boolean };

/**
 * Puts a tool's output into words. JSON with a `speech` text says just that; other JSON is read out as English, an
 * error plainly as one. Outputs come from strangers and may be anything.
 */
export function sayResult({ tool, output }: ToolResult): SpokenResult {
  const value = readJson(output);
  const failure = failureOf(value);
  if (failure !== undefined) return { text: sayFailure(failure), failed: true };
  const speech = field(value, 'speech');
  if (typeof speech === 'string' && speech.trim() !== '') return { text: speech.trim(), failed: false };
  const target = handoffTarget(tool ?? '');
  if (target !== undefined)
    return { text: `You are now talking to ${target}. What can I do for you?`, failed: false };
  if (isBareSuccess(value)) return { text: 'Done.', failed: false };
  return { text: shorten(asSentence(sayValue(value))) || 'Done.', failed: false };
}

function readJson(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return output.trim();
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** The message of an output that reports an error, `''` when it has none; `undefined` when nothing failed. */
function failureOf(value: unknown): string | undefined {
  if (typeof value === 'string') return failureInText(value);
  const error = field(value, 'error');
  const denied = [field(value, 'ok'), field(value, 'success')].includes(false);
  const isError = field(value, 'isError') === true || field(value, 'status') === 'error';
  if ((error === undefined || error === null || error === false) && !denied && !isError) return undefined;
  const message = [
    field(value, 'speech'),
    error,
    field(error, 'message'),
    field(value, 'message'),
    field(value, 'reason'),
  ].find((text) => typeof text === 'string');
  return typeof message === 'string' ? message : '';
}

function failureInText(text: string): string | undefined {
  const match = /^(?:an )?error(?: occurred[^:]*)?(?:[.:]|$)\s*([\s\S]*)$/i.exec(text);
  if (match === null) return undefined;
  const rest = match[1] ?? '';
  return /\bError: ([\s\S]+)$/.exec(rest)?.[1] ?? rest;
}

function sayFailure(message: string): string {
  const text = message.trim();
  if (text === '') return 'I could not do that.';
  if (/^i (could|can|cannot|was|am)\b/i.test(text)) return asSentence(text);
  return shorten(asSentence(`I could not do that: ${text}`));
}

function isBareSuccess(value: unknown): boolean {
  if (value === '' || value === null || value === true) return true;
  if (typeof value === 'string') return /^(ok|done|success)$/i.test(value);
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  const entries = Object.entries(value ?? {});
  return entries.every(
    ([name, one]) =>
      (/^(ok|success)$/.test(name) && one === true) ||
      (name === 'status' && /^(ok|success|done)$/i.test(String(one))),
  );
}

function shorten(text: string): string {
  if (text.length <= MAX_SPOKEN_CHARACTERS) return text;
  const cut = text.slice(0, MAX_SPOKEN_CHARACTERS);
  return `${capitalise(cut.slice(0, cut.lastIndexOf(' ')))} and so on; the rest is too long to read out.`;
}

import { z } from 'zod';
import type { ErrorData } from '../base/errors.ts';
import { HOTKEY_ACTIONS } from '../hotkeys/actions.ts';
import type { HotkeyProblem } from '../hotkeys/rules.ts';
import { SettingsPatchSchema } from '../settings/settings.ts';
import {
  type ConversationPage,
  type EntryPage,
  EXPORT_FORMATS,
  MAX_SEARCH_LENGTH,
  MAX_TITLE_LENGTH,
} from './conversations.ts';
import type { DiagnosticsReport } from './diagnostics.ts';
import type { LogEntry } from './log.ts';
import type { MeterReading } from './meter.ts';
import { MAX_FOUND_MICROPHONES, MICROPHONE_PLACES } from './microphone.ts';
import { PictureSchema } from './picture.ts';
import { type AppSnapshot, type EndpointTest, HOTKEY_MODES } from './state.ts';

const deviceLabel = z.string().max(512);
const nothing = z.strictObject({});
const id = z.string().min(1).max(100);
/** `next` of the page before. */
const after = z.string().max(100).optional();

/** Longest typed message, characters (reliability reference §6: more is refused, with its count). */
export const MAX_TEXT_LENGTH = 32 * 1024;

const typedText = z.string().max(MAX_TEXT_LENGTH, {
  error: ({ input }) => `has ${String(input).length} characters; at most ${MAX_TEXT_LENGTH} fit`,
});

/**
 * Every request a user interface can make, with the shape of its payload. Adding one is an entry here; the compiler then
 * points at the missing handler in core. Payloads are strict: an unknown key is refused.
 */
export const REQUESTS = {
  'snapshot.get': nothing,
  /**
   * A talk key or button went down or up, or its end will not be seen (`lost`: the focus or the pointer is gone). What that
   * means is core's to say. Only the key that began to talk ends it by going up.
   */
  'talk.key': z.strictObject({
    key: z.enum(['button', 'space', 'hotkey', 'command']),
    edge: z.enum(['down', 'up', 'lost']),
  }),
  /** A program's own words, no gesture: listen until `talk.stop`. */
  'talk.start': nothing,
  /** What was said is answered. */
  'talk.stop': nothing,
  /** Start or stop, for keys without a key-up. */
  'talk.toggle': nothing,
  /** Forget what is being said. */
  'talk.cancel': nothing,
  'speech.stop': nothing,
  /** A sentence in this voice, outside of the conversation; answered when it was heard, or stopped. */
  'voice.preview': z.strictObject({ name: z.string().min(1).max(100) }),
  /** What the meter heard since the first `after` frames; opens the microphone, for 2 s after the last of these. */
  'meter.read': z.strictObject({ after: z.number().int().min(0) }),
  'meter.stop': nothing,
  'hands_free.set': z.strictObject({ on: z.boolean() }),
  'mute.set': z.strictObject({ on: z.boolean() }),
  /** Words, a picture, or both; refused where whoever answers cannot see the picture. */
  'text.send': z.strictObject({ text: typedText, picture: PictureSchema.optional() }),
  'approval.decide': z.strictObject({ id, allow: z.boolean() }),
  'timer.cancel': z.strictObject({ id }),
  'notice.dismiss': z.strictObject({ id }),
  'conversation.clear': nothing,
  /** Says the newest answer again. */
  'answer.repeat': nothing,
  /** Page by page; without words to search for all conversations are listed. */
  'history.list': z.strictObject({ search: z.string().max(MAX_SEARCH_LENGTH), after }),
  'history.read': z.strictObject({ id, after }),
  /** `''` gives a conversation its first words as a name again. */
  'history.rename': z.strictObject({ id, title: z.string().max(MAX_TITLE_LENGTH) }),
  'history.remove': z.strictObject({ id }),
  'history.remove_all': nothing,
  'history.export': z.strictObject({ id, format: z.enum(EXPORT_FORMATS) }),
  'history.resume': z.strictObject({ id }),
  /** What runs, and what happened when in the last turns. */
  'diagnostics.read': nothing,
  /** The newest lines of the log. */
  'log.read': nothing,
  /** All of that as one zip, without keys; `transcript`: and what is said in the conversation of now. */
  'diagnostics.export': z.strictObject({ transcript: z.boolean() }),
  'connection.retry': nothing,
  'settings.update': z.strictObject({ patch: SettingsPatchSchema }),
  /** What hotkeys do; back to `use` by itself 3 s after the last of these. */
  'hotkeys.mode': z.strictObject({ mode: z.enum(HOTKEY_MODES) }),
  /** Whether an action could have this key, which the system is asked as well. Nothing is changed. */
  'hotkeys.check': z.strictObject({ action: z.enum(HOTKEY_ACTIONS), accelerator: z.string().max(100) }),
  /** `''` forgets the key. It goes to the core once and never comes back. */
  'key.set': z.strictObject({ value: z.string().max(4096) }),
  /** Connects to the endpoint of the settings beside the conversation, and ends that again; refused with what went wrong. */
  'endpoint.test': nothing,
  'endpoint.test_cancel': nothing,
  /** The page that owns the audio records with this microphone now; `replaced`: the one before was lost while it recorded. */
  'microphone.opened': z.strictObject({
    name: deviceLabel,
    replaced: z.boolean(),
    /** Samples a second, as the browser tells them. */
    contextHz: z.number().min(1).optional(),
    deviceHz: z.number().min(1).optional(),
  }),
  /** Which microphones the page that owns the audio finds, at its start and whenever they change. */
  'microphone.found': z.strictObject({
    found: z
      .array(z.strictObject({ id: z.string().min(1).max(512), label: deviceLabel.min(1) }))
      .max(MAX_FOUND_MICROPHONES),
    defaultLabel: deviceLabel,
  }),
  /** The microphone is not kept open any longer: it was lost, the person wants it closed, or leaves. */
  'microphone.release': nothing,
  /** The page that owns the audio could not open the microphone, or lost it. */
  'microphone.failed': z.strictObject({
    /** Absent for anything else. `stale` is core's own conclusion, but a page may tell it again. */
    fault: z.enum(['denied', 'stale', 'missing', 'busy']).optional(),
    message: z.string().max(500),
    action: z.string().max(500).optional(),
  }),
  /** What the system, or the browser, says of Hark's permission to listen; `place` is where it can be changed. */
  'microphone.access': z.strictObject({
    access: z.enum(['ask', 'granted', 'denied']),
    place: z.enum(MICROPHONE_PLACES),
  }),
  /** Player or recorder of the page that owns the audio had failed, and both were built anew. */
  'audio.restarted': nothing,
} as const satisfies Record<string, z.ZodType>;

export type RequestName = keyof typeof REQUESTS;
export type RequestPayload<K extends RequestName> = z.infer<(typeof REQUESTS)[K]>;

/** Without a problem the key can be had; with one, up to three accelerators that can. */
export type HotkeyCheck = { readonly problem?: HotkeyProblem; readonly alternatives: readonly string[] };

/** What a request answers with; the ones not named here answer with nothing. */
type Results = {
  'snapshot.get': AppSnapshot;
  'key.set': { readonly notes: readonly string[] };
  'endpoint.test': EndpointTest;
  'meter.read': MeterReading;
  'hotkeys.check': HotkeyCheck;
  'history.list': ConversationPage;
  'history.read': EntryPage;
  /** Where the file is. */
  'history.export': { readonly path: string };
  'diagnostics.read': DiagnosticsReport;
  'log.read': { readonly entries: readonly LogEntry[] };
  'diagnostics.export': { readonly path: string };
};
export type RequestResult<K extends RequestName> = K extends keyof Results ? Results[K] : undefined;

/** Answers are data: class instances do not survive a process boundary. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorData };

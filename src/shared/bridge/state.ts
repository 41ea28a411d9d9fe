import type { ErrorData } from '../base/errors.ts';
import { HOTKEY_ACTIONS, type HotkeyAction } from '../hotkeys/actions.ts';
import type { Settings } from '../settings/settings.ts';
import type { FoundMicrophones, MicrophoneView } from './microphone.ts';

/**
 * What the assistant is doing. One state machine in core draws it; tray, HUD, window and terminal only show it.
 *
 *   off ──▶ connecting ──▶ ready ──▶ listening ──▶ thinking ──▶ speaking ──▶ ready
 *                │            ▲           │             ▲            │
 *                ▼            └── muted   └── cancelled ┘            └─▶ thinking (a tool runs silently)
 *             error ◀── reconnecting ◀── any connected state
 */
export type AssistantState =
  | { readonly kind: 'off' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'listening';
      /** What keeps the microphone open: a key that is down, a press that latched, or the mode. */
      readonly turn: 'hold' | 'latched' | 'hands_free';
      readonly hearsSpeech: boolean;
      /** The microphone is asked for and has delivered nothing yet: what is said now may be lost. */
      readonly opening?: true;
    }
  | { readonly kind: 'thinking'; readonly tool?: string }
  | { readonly kind: 'speaking' }
  | { readonly kind: 'muted' }
  | { readonly kind: 'reconnecting'; readonly attempt: number; readonly delayMs: number }
  | { readonly kind: 'error'; readonly error: ErrorData };

/** One line of the transcript. Patches replace the whole line by id. */
export type TranscriptLine = {
  readonly id: string;
  /** The line before this one; `null` puts it first, `undefined` last. */
  readonly afterId?: string | null;
  readonly role: 'user' | 'assistant';
  readonly text: string;
  /** A small copy of the picture that was sent with it, as a data URL. */
  readonly picture?: string;
  /** `cut`: the answer was interrupted; `unclear`: the words were not understood. */
  readonly status: 'streaming' | 'done' | 'cut' | 'unclear';
  /** Milliseconds since the epoch. */
  readonly at: number;
};

/** How much of an answer has really left the loudspeaker, in characters of its line. */
export type HeardPart = { readonly lineId: string; readonly length: number };

export type ToolActivity = {
  readonly callId: string;
  readonly tool: string;
  /** The tool's purpose in plain words, e.g. "Set a timer". */
  readonly label: string;
  readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'denied';
  /** Result or reason, one line. */
  readonly detail: string;
  readonly at: number;
};

/** A question that must be answered by click or key before a tool runs. */
export type ApprovalRequest = {
  readonly id: string;
  readonly tool: string;
  readonly question: string;
  /** Exactly what would be done: the path, address or text. */
  readonly detail: string;
  /** Milliseconds since the epoch when silence becomes "no". */
  readonly expiresAt: number;
};

export type TimerView = {
  readonly id: string;
  readonly label: string;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
  readonly ringing: boolean;
};

/** Something the person should know; stays until dismissed. */
export type Notice = { readonly id: string; readonly error: ErrorData; readonly at: number };

/** What pages know of the history without asking for it. */
export type HistoryView = {
  /** Rises with each change, so that a page that shows the history asks again. */
  readonly revision: number;
  /** Id of the conversation that goes on; absent until something is kept of it. */
  readonly current?: string;
};

export type EndpointView = {
  readonly provider: 'engine' | 'openai' | 'custom';
  readonly label: string;
  /** Where its key comes from; never the key. */
  readonly key: KeySource | 'none';
};

/** Entered by the person, or given by the environment variable OPENAI_API_KEY. */
export type KeySource = 'stored' | 'environment';

/** How keys are kept: encrypted by the system, in a file that only its owner may read, or until Hark ends. */
export type KeyProtection = 'system' | 'file' | 'memory';

/** A test of the endpoint that went well: who answered, and how long connecting took, ms. */
export type EndpointTest = { readonly label: string; readonly model: string; readonly connectMs: number };

export type KeyProviderId = 'hook' | 'portal' | 'kde' | 'global_shortcut';

/** Who hears the key of an action while another program is in front. */
export type HotkeyView = {
  /** The accelerator of the settings; `''` is none. */
  readonly wanted: string;
  /** What is heard: the wanted accelerator, another one where that was taken, or `''` for none. */
  readonly bound: string;
  readonly provider: KeyProviderId | 'none';
  readonly label: string;
  /** Without it only presses are told, so the talk key starts and stops. */
  readonly reportsRelease: boolean;
  /** Those who do not hear the wanted accelerator, best first, and why. */
  readonly skipped: readonly { readonly label: string; readonly reason: string }[];
};

export const NO_HOTKEY: HotkeyView = {
  wanted: '',
  bound: '',
  provider: 'none',
  label: '',
  reportsRelease: false,
  skipped: [],
};

export type HotkeyViews = Readonly<Record<HotkeyAction, HotkeyView>>;

export const NO_HOTKEYS = Object.fromEntries(
  HOTKEY_ACTIONS.map((action) => [action, NO_HOTKEY]),
) as HotkeyViews;

/** What hotkeys do: what they are for; nothing, and the keys are free to be recorded; or only show that they were heard. */
export const HOTKEY_MODES = ['use', 'record', 'test'] as const;
export type HotkeyMode = (typeof HOTKEY_MODES)[number];

export type HotkeysView = {
  readonly mode: HotkeyMode;
  readonly actions: HotkeyViews;
  /** What was heard last in this test, with how much was heard before it. */
  readonly tested?: TestedHotkey;
};

/** `pressed` where nobody tells the release. */
export type TestedHotkey = {
  readonly action: HotkeyAction;
  readonly edge: 'down' | 'up' | 'pressed';
  readonly count: number;
};

/** Everything a user interface shows. It mirrors this by one snapshot and then events. */
export type AppSnapshot = {
  readonly assistant: AssistantState;
  /** The page that owns the audio opens its microphone while this is true, and closes it when not. */
  readonly microphoneWanted: boolean;
  readonly microphone: MicrophoneView;
  readonly microphones: FoundMicrophones;
  /** Nobody talks, but the page does not close the microphone yet; what it hears stays in its memory for the next turn. */
  readonly microphoneKept: boolean;
  readonly handsFree: boolean;
  readonly muted: boolean;
  /** Oldest first, at most `MAX_LINES`. */
  readonly transcript: readonly TranscriptLine[];
  /** Of the answer that was played last; `null` before the first. */
  readonly heard: HeardPart | null;
  /** Oldest first, at most `MAX_ACTIVITIES`. */
  readonly activities: readonly ToolActivity[];
  readonly approvals: readonly ApprovalRequest[];
  readonly timers: readonly TimerView[];
  readonly notices: readonly Notice[];
  readonly endpoint: EndpointView;
  /** Of this host, for as long as it runs. */
  readonly keyProtection: KeyProtection;
  readonly history: HistoryView;
  readonly settings: Settings;
  readonly hotkeys: HotkeysView;
};

/** Bounds of the mirrored lists; the oldest entries leave first. */
export const MAX_LINES = 500;
export const MAX_ACTIVITIES = 50;
export const MAX_NOTICES = 10;

/** Changes to the snapshot, in order. */
export type BridgeEvent =
  | { readonly type: 'snapshot'; readonly snapshot: AppSnapshot }
  | { readonly type: 'assistant'; readonly state: AssistantState }
  | { readonly type: 'microphone_access'; readonly microphone: MicrophoneView }
  | { readonly type: 'microphones'; readonly microphones: FoundMicrophones }
  | { readonly type: 'microphone'; readonly wanted: boolean; readonly kept: boolean }
  | { readonly type: 'switches'; readonly handsFree: boolean; readonly muted: boolean }
  | { readonly type: 'line'; readonly line: TranscriptLine }
  | { readonly type: 'line_removed'; readonly id: string }
  | { readonly type: 'transcript_cleared' }
  | { readonly type: 'heard'; readonly heard: HeardPart }
  | { readonly type: 'activity'; readonly activity: ToolActivity }
  | { readonly type: 'approvals'; readonly approvals: readonly ApprovalRequest[] }
  | { readonly type: 'timers'; readonly timers: readonly TimerView[] }
  | { readonly type: 'notices'; readonly notices: readonly Notice[] }
  | { readonly type: 'endpoint'; readonly endpoint: EndpointView }
  | { readonly type: 'history'; readonly history: HistoryView }
  | { readonly type: 'settings'; readonly settings: Settings }
  | { readonly type: 'hotkeys'; readonly hotkeys: HotkeysView };

/** The moments of a turn that are measured, as they usually follow each other. */
export const TURN_MOMENTS = [
  /** The talk key went down, or somebody pressed Talk. */
  'key_down',
  /** The microphone's first sound arrived. */
  'first_buffer',
  /** The server heard speech begin, and end. */
  'speech_started',
  'speech_stopped',
  'key_up',
  /** The last sample of the turn was given to the connection; of a typed turn its text. */
  'handed_in',
  /** The server has taken the turn over. */
  'committed',
  'response_started',
  /** The first words, the first sound of the answer arrived; it left the loudspeaker. */
  'first_token',
  'first_audio',
  'first_sound',
  'interrupted',
  'response_done',
  /** It was too short to be speech. */
  'dropped',
  /** Nothing sounds, runs or is expected any more. */
  'quiet',
] as const;
export type TurnMoment = (typeof TURN_MOMENTS)[number];

export type ToolSpan = {
  readonly tool: string;
  readonly fromMs: number;
  /** Absent while it runs. */
  readonly toMs?: number;
  /** How it ended, e.g. `success` or `denied`. */
  readonly outcome?: string;
};

/** What happened when in one turn; names and times only, never what was said. All times are ms since its beginning. */
export type TurnTimeline = {
  readonly id: number;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly by: 'key' | 'voice' | 'text';
  readonly marks: readonly { readonly moment: TurnMoment; readonly atMs: number }[];
  readonly tools: readonly ToolSpan[];
};

/** Bounds of what is kept of turns; the oldest turns leave first, further marks and tools of a turn are not noted. */
export const MAX_TURNS = 20;
export const MAX_TURN_PARTS = 64;

/** What runs, and how it has fared since it was started. Only what was measured. */
export type DiagnosticsReport = {
  readonly host: {
    readonly name: 'desktop' | 'web' | 'terminal';
    readonly version: string;
    readonly pid: number;
    readonly uptimeMs: number;
  };
  readonly platform: {
    readonly system: string;
    readonly arch: string;
    readonly node: string;
    readonly electron?: string;
    readonly chromium?: string;
  };
  /** Absent while nothing is connected. */
  readonly session?: {
    /** As the server calls it; absent when it gave none. */
    readonly id?: string;
    readonly provider: string;
    readonly model: string;
    readonly protocol: 'ga' | 'beta';
  };
  readonly engine: { readonly state: 'stopped' | 'starting' | 'running'; readonly pid?: number };
  readonly audio: {
    /** The one that was opened last. */
    readonly microphone?: MicrophoneFacts;
    /** Silences within an answer, since its page was loaded. */
    readonly underruns: number;
    /** Frames of 20 ms that the connection could not take. */
    readonly droppedFrames: number;
    /** Messages of the audio page that were not usable. */
    readonly badMessages: number;
  };
  readonly log: { readonly folder: string; readonly lostLines: number };
  /** Oldest first. */
  readonly turns: readonly TurnTimeline[];
};

export type MicrophoneFacts = {
  readonly name: string;
  /** Samples a second of the audio context, and of the device where the browser tells. */
  readonly contextHz?: number | undefined;
  readonly deviceHz?: number | undefined;
};

import { z } from 'zod';
import type { HotkeyAction } from '../hotkeys/actions.ts';
import { LANGUAGES } from '../i18n/languages.ts';
import { FIRST_RUN_DONE } from './first-run.ts';
import { ENDPOINT_KINDS } from './providers.ts';

/** Version of the shape below; a change that old files do not fit raises it and adds a migration. */
export const SETTINGS_VERSION = 1;

const name = z.string().trim().min(1).max(100);

const endpoint = z.object({
  kind: z.enum(ENDPOINT_KINDS),
  /** Server of `custom`: wss/https, or ws/http on loopback only; checked when it is used. */
  url: z.string().trim().max(2048),
  /** The shape of the protocol that the server of `custom` speaks: the current one, or the one from before it was declared stable. */
  protocol: z.enum(['ga', 'beta']),
  /** `''` means the provider's default. */
  model: z.string().trim().max(100),
  /** Model that writes down what the person says; `''` means the provider's default. */
  transcriptionModel: z.string().trim().max(100),
});

const voice = z.object({
  name,
  /** Speech rate, 1 is natural (protocol reference §3: 0.25..1.5). */
  speed: z.number().min(0.25).max(1.5),
  /** Loudness of answers, as a share of their own. */
  volume: z.number().min(0).max(1),
});

const turns = z.object({
  /** `hold`: a key or button says when to talk. `hands_free`: the server finds the turns. */
  mode: z.enum(['hold', 'hands_free']),
  /** What the talk keys mean under `hold`: `auto` holds when pressed long and toggles when tapped. */
  gesture: z.enum(['auto', 'hold', 'toggle']),
  detection: z.enum(['server_vad', 'semantic_vad']),
  /** Silence that ends a turn, ms (server_vad). */
  pauseMs: z.number().int().min(100).max(5000),
  /** Activation of the voice detector, 0..1 (server_vad). */
  threshold: z.number().min(0).max(1),
  /** Audio kept from before speech was noticed, ms (server_vad). */
  prefixPaddingMs: z.number().int().min(0).max(2000),
  eagerness: z.enum(['low', 'medium', 'high', 'auto']),
  /** How easily a voice interrupts an answer; `low` and `high` shift the threshold meanwhile (server_vad). */
  interruption: z.enum(['never', 'low', 'medium', 'high']),
  /** Silence after an answer until the assistant speaks up, ms (server_vad); 0 is never. */
  idleTimeoutMs: z.union([z.literal(0), z.number().int().min(5_000).max(30_000)]),
});

/** Microphones whose threshold is remembered; the one used longest ago is forgotten first. */
export const MAX_MICROPHONES = 20;

const device = {
  /** `''` is the system's default device. */
  deviceId: z.string().max(512),
  /** Its name when it was chosen: browsers change the ids of devices now and then. */
  label: z.string().max(512),
};
const microphone = z.object({
  ...device,
  /** How long it stays open after a turn under the key, minutes. */
  keepOpen: z.union([z.enum(['off', 'always']), z.number().int().min(1).max(60)]),
  /** The threshold of the voice detector that suits each microphone, by its name; `''` is the system's default one. */
  thresholds: z
    .array(z.object({ label: z.string().max(512), threshold: z.number().min(0).max(1) }))
    .max(MAX_MICROPHONES),
});
const speaker = z.object(device);

/** Pairs of devices whose echo is remembered; the one that was tested longest ago is forgotten first. */
export const MAX_ECHO_TESTS = 20;

const duplex = z.object({
  /** Whether hands-free listens while an answer plays: `full` does, `half` does not, `auto` by what the echo test found. */
  mode: z.enum(['auto', 'full', 'half']),
  /** What came back to each microphone of each loudspeaker, by their names; `''` is the system's default one, `null` nothing. */
  tested: z
    .array(
      z.object({
        microphone: z.string().max(512),
        speaker: z.string().max(512),
        echo: z.object({ delayMs: z.number().min(0), lossDb: z.number() }).nullable(),
      }),
    )
    .max(MAX_ECHO_TESTS),
});

const cues = z.object({
  /** Short sounds: `ends` when a turn is sent or forgotten and when something fails, `all` when the microphone is ready as well. */
  play: z.enum(['off', 'ends', 'all']),
  volume: z.number().min(0).max(1),
});

/** An Electron accelerator; `''` is none. */
const hotkey = z.string().trim().max(100);
const hotkeys = z.object({
  talk: hotkey,
  handsFree: hotkey,
  mute: hotkey,
  stopSpeaking: hotkey,
  showWindow: hotkey,
  newConversation: hotkey,
} satisfies Record<HotkeyAction, typeof hotkey>);

const look = z.object({
  /** What windows and menus are written in. */
  language: z.enum(['system', ...LANGUAGES]),
  theme: z.enum(['system', 'light', 'dark']),
});

const hud = z.object({
  /** Where it stands until it is dragged elsewhere. */
  place: z.enum(['bottom', 'top', 'hidden']),
  /** What both sides say, in words. */
  captions: z.enum(['off', 'normal', 'large']),
});

const desktop = z.object({
  /** What happens when the person logs in to the computer. */
  atLogin: z.enum(['off', 'tray', 'window']),
});

const files = z.object({
  /** Folders that file tools may look into; `~` is the home folder. */
  allowedFolders: z.array(z.string().trim().min(1).max(1024)).max(50),
});

const history = z.object({
  /** Days that a conversation is kept after it ended; `off` keeps none, and what was kept before stays until it is deleted. */
  retention: z.union([z.enum(['off', 'forever']), z.number().int().min(1).max(3650)]),
});

const firstRun = z.object({
  /** How far the first run has come; read by #shared/settings/first-run.ts. A file from before there was one is done with it. */
  step: z.string().regex(/^(done|[a-z]{1,40}@\d{1,6})$/),
});

export const SettingsSchema = z.object({
  version: z.literal(SETTINGS_VERSION),
  endpoint,
  voice,
  turns,
  microphone,
  speaker,
  duplex,
  cues,
  hotkeys,
  look,
  hud,
  desktop,
  files,
  history,
  firstRun,
});

/** Everything a person can set. Keys and other secrets are never here. */
export type Settings = z.infer<typeof SettingsSchema>;
export type HudSettings = Settings['hud'];
export type Gesture = Settings['turns']['gesture'];

export const DEFAULT_SETTINGS: Settings = {
  version: SETTINGS_VERSION,
  endpoint: { kind: 'auto', url: '', protocol: 'ga', model: '', transcriptionModel: '' },
  voice: { name: 'marin', speed: 1, volume: 1 },
  turns: {
    mode: 'hold',
    gesture: 'auto',
    detection: 'semantic_vad',
    pauseMs: 500,
    threshold: 0.5,
    prefixPaddingMs: 300,
    eagerness: 'auto',
    interruption: 'medium',
    idleTimeoutMs: 0,
  },
  microphone: { deviceId: '', label: '', keepOpen: 'off', thresholds: [] },
  speaker: { deviceId: '', label: '' },
  duplex: { mode: 'auto', tested: [] },
  cues: { play: 'ends', volume: 0.5 },
  hotkeys: {
    talk: 'CommandOrControl+Shift+Space',
    handsFree: '',
    mute: '',
    stopSpeaking: '',
    showWindow: '',
    newConversation: '',
  },
  look: { language: 'system', theme: 'system' },
  hud: { place: 'bottom', captions: 'normal' },
  desktop: { atLogin: 'off' },
  files: { allowedFolders: ['~/Documents', '~/Desktop', '~/Downloads'] },
  history: { retention: 90 },
  firstRun: { step: FIRST_RUN_DONE },
};

/** A sparse change: groups and fields that are absent stay as they are. Unknown ones are refused. */
export const SettingsPatchSchema = z.strictObject({
  endpoint: endpoint.partial().strict().optional(),
  voice: voice.partial().strict().optional(),
  turns: turns.partial().strict().optional(),
  microphone: microphone.partial().strict().optional(),
  speaker: speaker.partial().strict().optional(),
  duplex: duplex.partial().strict().optional(),
  cues: cues.partial().strict().optional(),
  hotkeys: hotkeys.partial().strict().optional(),
  look: look.partial().strict().optional(),
  hud: hud.partial().strict().optional(),
  desktop: desktop.partial().strict().optional(),
  files: files.partial().strict().optional(),
  history: history.partial().strict().optional(),
  firstRun: firstRun.partial().strict().optional(),
});
export type SettingsPatch = z.infer<typeof SettingsPatchSchema>;

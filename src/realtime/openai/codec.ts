import type { CodecName } from '../model/model.ts';
import type { ModelEvent } from '../model/model-events.ts';
import type { ModelInput } from '../model/model-inputs.ts';
import type { RealtimeAudioFormat } from '../settings/settings-schema.ts';
import { ServerEventDecoder } from './decode.ts';
import { readBetaFrame } from './decode-beta.ts';
import { readServerFrame, type ServerFrame } from './decode-frame.ts';
import { encodeAudio, encodeRequest } from './encode.ts';
import { BETA_SHAPE } from './encode-beta.ts';
import { type ClientShape, GA_SHAPE } from './encode-shape.ts';
import type { Json } from './json.ts';

export type DecodedFrame =
  | {
      readonly ok: true;
      readonly raw: Json;
      readonly events: readonly ModelEvent[];
      /** The server is ready for input. */
      readonly isGreeting: boolean;
    }
  | { readonly ok: false; readonly problem: string };

/** The translator of one connection; it remembers the audio formats in force. */
export type Codec = {
  /** What the handshake has to say besides the key. */
  readonly headers: Readonly<Record<string, string>>;
  /** What we ask for, as the text of one frame. */
  encode(input: ModelInput): string;
  /** What a frame means. Never throws. */
  decode(frame: string): DecodedFrame;
};

type Dialect = {
  readonly headers: Readonly<Record<string, string>>;
  readonly shape: ClientShape;
  readonly read: (frame: string) => ServerFrame;
};

const DIALECTS: Readonly<Record<CodecName, Dialect>> = {
  ga: { headers: {}, shape: GA_SHAPE, read: readServerFrame },
  beta: { headers: { 'OpenAI-Beta': 'realtime=v1' }, shape: BETA_SHAPE, read: readBetaFrame },
};

export function createCodec(name: CodecName): Codec {
  const { headers, shape, read } = DIALECTS[name];
  const decoder = new ServerEventDecoder();
  let inputFormat: RealtimeAudioFormat = 'pcm16';
  return {
    headers,
    encode(input) {
      if (input.type === 'append_audio') return encodeAudio(input.audio, inputFormat);
      if (input.type === 'raw') return JSON.stringify(input.message);
      if (input.type === 'configure') inputFormat = input.settings.inputAudioFormat ?? inputFormat;
      return encodeRequest(input, shape);
    },
    decode(text) {
      const frame = read(text);
      if (!frame.ok) return frame;
      const { raw, event } = frame;
      const events = event === undefined ? [] : decoder.decode(event);
      return { ok: true, raw, events, isGreeting: event?.type === 'session.created' };
    },
  };
}

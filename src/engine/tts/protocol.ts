import type { FliteVoice, Speech } from '../flite/flite.ts';

/** Host to worker: speak one sentence of plain ASCII text. `stretch` 1 is the voice's own pace, 2 half of it. */
export type TtsRequest = {
  readonly id: number;
  readonly text: string;
  readonly voice: FliteVoice;
  readonly stretch: number;
};

/** Worker to host: one reply for each request, in their order. */
export type TtsReply =
  | ({ readonly type: 'speech'; readonly id: number } & Speech)
  | { readonly type: 'failed'; readonly id: number; readonly message: string };

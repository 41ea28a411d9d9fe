/** What an application hears of a client; every client under test has all of these listeners. */
export type Ears = {
  /** Decoded audio arrived: how many bytes of pcm16. */
  audio(bytes: number): void;
  /** A piece of the assistant's transcript. */
  text(delta: string): void;
  /** The history changed. */
  history(): void;
  /** The player has to stop. */
  interrupted(): void;
};

/** A client under test, connected. */
export type Subject = {
  /** Sends an event of the wire as it is. */
  send(event: { readonly type: string; readonly [field: string]: unknown }): void;
  /** 20 ms of microphone, pcm16 at 24 kHz, in memory of its own. */
  sendAudio(samples: Int16Array): void;
  close(): Promise<void> | void;
};

export type Connect = (url: string, ears: Ears) => Promise<Subject>;

export const SUBJECTS = {
  hark: 'Hark',
  agents: '@openai/agents-realtime',
  floor: 'ws + JSON.parse',
} as const;
export type SubjectName = keyof typeof SUBJECTS;

/** A way to be a client, as `client.ts` knows it. */
export type ClientName = SubjectName | 'harkInline';

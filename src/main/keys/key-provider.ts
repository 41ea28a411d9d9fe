/** What a provider tells. One without releases tells presses only. */
export type KeyListener = {
  onDown(): void;
  onUp(): void;
  /** It will tell nothing more: its process, or the service behind it, is gone. */
  onEnded(reason: string): void;
};

export type KeyStart =
  | { readonly active: true; close(): void }
  | { readonly active: false; readonly reason: string };

/** Hears one key, or chord, while another program is in front. */
export type KeyProvider = {
  /** `binding` is an Electron accelerator. Never rejects: what stands in the way is the reason. */
  start(binding: string, listener: KeyListener): Promise<KeyStart>;
};

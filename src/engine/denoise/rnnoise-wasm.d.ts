/** The part of the Emscripten build that is used; the package brings no types. Pointers are byte addresses. */
declare module '@jitsi/rnnoise-wasm/dist/rnnoise-sync.js' {
  export type RnnoiseModule = {
    /** Replaced when the memory grows, so it is read anew each time. */
    readonly HEAPF32: Float32Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    /** `model` 0 is the built-in one. */
    _rnnoise_create(model: number): number;
    _rnnoise_destroy(state: number): void;
    _rnnoise_process_frame(state: number, output: number, input: number): number;
  };
  // biome-ignore lint/style/noDefaultExport: the package exports it so.
  export default function createRnnoiseModule(): RnnoiseModule;
}

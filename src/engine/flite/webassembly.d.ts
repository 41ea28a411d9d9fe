export {};

declare global {
  /** What the engine uses of WebAssembly; TypeScript declares it only together with the whole DOM. */
  namespace WebAssembly {
    type Module = object;
    type Memory = { readonly buffer: ArrayBuffer };
    type Instance = { readonly exports: Record<string, unknown> };
    function compile(bytes: Uint8Array): Promise<Module>;
    function instantiate(module: Module, imports: Record<string, object>): Promise<Instance>;
  }
}

/** The part of the platform's WebAssembly that we use; typed here because this library is free of DOM types. */
interface WasmEngine {
  validate(bytes: Uint8Array): boolean;
  Memory: new (limits: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: Record<string, Record<string, unknown>>) => {
    readonly exports: Record<string, unknown>;
  };
}

/** The engine, when this machine has one that accepts these bytes (SIMD included). */
export function wasmEngineFor(bytes: Uint8Array): WasmEngine | undefined {
  const engine = (globalThis as { WebAssembly?: WasmEngine }).WebAssembly;
  return engine?.validate(bytes) ? engine : undefined;
}

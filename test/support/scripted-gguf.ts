import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CallGate } from '../../libs/models/src/gate/call-gate.ts';
import { GgufModel } from '../../libs/models/src/gguf/gguf-model.ts';
import { GgufProcess, type GgufProcessSettings } from '../../libs/models/src/gguf/gguf-process.ts';

/** URL of the module that stands in for native code. */
export const scriptedEngine = new URL('./scripted-gguf-engine.ts', import.meta.url).href;

export interface ScriptedGguf {
  process: GgufProcess;
  model(gate?: CallGate, context?: { id?: string; adapter?: string; places?: number }): GgufModel;
  close(): Promise<void>;
}

/** A process of its own, as for a GGUF file, that answers as `said` tells: see the scripted engine. */
export function openScriptedGguf(said: string, settings: Omit<GgufProcessSettings, 'file' | 'engine'> = {}): ScriptedGguf {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'duet-gguf-'));
  const file = path.join(folder, 'model.gguf');
  fs.writeFileSync(file, said);
  const process = new GgufProcess({ file, engine: scriptedEngine, ...settings });
  return {
    process,
    model: (gate = new CallGate(), { id = 'one', adapter, places = 2 } = {}) => new GgufModel({
      key: 'gguf/scripted', prices: { inputPrice: 1, outputPrice: 2, hourlyPrice: 0 }, gate,
      hold: { enter: () => ({ process: () => process, end: () => undefined }) },
      context: { id, adapter: adapter ?? null, adapterScale: 0.5, contextSize: 4_096, threads: 0, places },
    }),
    async close() {
      await process.close();
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

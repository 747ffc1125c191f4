import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CallGate } from '../libs/models/src/gate/call-gate.ts';
import { installCommand, installedEngine } from '../libs/models/src/gguf/engine-package.ts';
import { GgufModel } from '../libs/models/src/gguf/gguf-model.ts';
import { GgufProcess } from '../libs/models/src/gguf/gguf-process.ts';
import { writeTinyAdapter, writeTinyModel } from '../test/support/tiny-gguf.ts';
import { argument } from './arguments.ts';
import { quantile, round } from './process-cost.ts';

/** A GGUF file by the real engine in its process: `--file some.gguf`, or a tiny model of random weights that is written here. */
const version = installedEngine();
const limits = { connectMs: 5_000, firstTokenMs: 120_000, idleMs: 60_000, totalMs: 300_000 };
const questions = 20;

async function measure(file: string, adapter: string | null): Promise<void> {
  const held = new GgufProcess({ file });
  const begun = performance.now();
  const modelOf = (id: string, added: string | null): GgufModel => new GgufModel({
    key: `gguf/${id}`, prices: { inputPrice: 0, outputPrice: 0, hourlyPrice: 0 }, hold: { enter: () => ({ process: () => held, end: () => undefined }) }, gate: new CallGate(),
    context: { id, adapter: added, adapterScale: 1, contextSize: 1_024, threads: 0, places: 2 },
  });
  async function ask(model: GgufModel): Promise<{ firstMs: number; totalMs: number; tokens: number }> {
    const from = performance.now();
    let [firstMs, tokens] = [0, 0];
    const messages = [{ role: 'system' as const, content: 'Be brief.' }, { role: 'user' as const, content: 'Where is my parcel?' }];
    for await (const event of model.stream({ messages, maxTokens: 64, temperature: 0, limits }, new AbortController().signal)) {
      if (event.type === 'delta') firstMs ||= performance.now() - from;
      if (event.type === 'usage') tokens = event.outputTokens;
    }
    return { firstMs, totalMs: performance.now() - from, tokens };
  }
  async function row(name: string, model: GgufModel, atOnce: number): Promise<object> {
    const from = performance.now();
    const answers = [];
    for (let at = 0; at < questions; at += atOnce) answers.push(...(await Promise.all(Array.from({ length: atOnce }, () => ask(model)))));
    const seconds = (performance.now() - from) / 1_000;
    const first = answers.map(({ firstMs }) => firstMs);
    return { model: name, 'at once': atOnce, 'first token p50 ms': round(quantile(first, 0.5)), 'p99 ms': round(quantile(first, 0.99)), 'tokens/s': round(answers.reduce((sum, { tokens }) => sum + tokens, 0) / seconds) };
  }
  try {
    const plain = modelOf('plain', null);
    await ask(plain);
    console.log(`node-llama-cpp ${version}, ${path.basename(file)}: ${Math.round(performance.now() - begun)} ms from nothing to the first answer.`);
    const rows = [await row('as it is', plain, 1), await row('as it is', plain, 2)];
    if (adapter !== null) rows.push(await row('with an adapter', modelOf('tuned', adapter), 1));
    console.table(rows);
    console.log(`Memory of the process: ${round((held.state.memoryBytes ?? 0) / 1e6)} MB.`);
  } finally {
    await held.close();
  }
}

if (version === null) {
  console.log(`GGUF files need a package that is not installed. Run ${installCommand}, then this again.`);
} else {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'duet-gguf-bench-'));
  const [tiny, adapter] = [path.join(folder, 'tiny.gguf'), path.join(folder, 'adapter.gguf')];
  writeTinyModel(tiny);
  writeTinyAdapter(adapter);
  const given = argument('file');
  await measure(given ?? tiny, given === undefined ? adapter : (argument('adapter') ?? null)).finally(() => fs.rmSync(folder, { recursive: true }));
}

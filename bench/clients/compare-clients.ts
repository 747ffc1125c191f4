import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { round } from '../process-cost.ts';

interface Measured {
  p50: number;
  p99: number;
  cpuMs: number;
  replies: number;
}

/** Each beside what it is compared with. */
const groups = [['bare fetch', 'openai SDK', 'Duet, own client', 'Duet, LangChain'], ['Anthropic SDK', 'Duet, LangChain for Anthropic'], ['Ollama SDK', 'Duet, LangChain for Ollama']] as const;
const worker = fileURLToPath(new URL('./client-worker.ts', import.meta.url));

async function measure(...args: string[]): Promise<Measured> {
  const child = spawn(process.execPath, [...process.execArgv, worker, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  await new Promise((resolve) => child.once('close', resolve));
  return JSON.parse(text) as Measured;
}

/** Clients of a model server without anything of Duet around them, each in a process of its own, one after the other in one run. */
export async function compareClients(origin: string, streams: readonly number[], seconds: number): Promise<object[]> {
  const rows: object[] = [];
  for (const atOnce of streams) {
    for (const group of groups) {
      let base: Measured | undefined;
      for (const client of group) {
        const measured = await measure(client, origin, String(atOnce), String(seconds));
        base ??= measured;
        rows.push({
          streams: atOnce, client, 'added first token p50 ms': round(measured.p50 - base.p50), 'p99 ms': round(measured.p99 - base.p50), 'CPU ms a reply': measured.cpuMs, replies: measured.replies,
        });
      }
    }
  }
  return rows;
}

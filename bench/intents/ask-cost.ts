import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { quantile } from '../process-cost.ts';
import type { Asked } from './backends.ts';

export interface AskCost {
  readonly cpuMsP50: number;
  readonly cpuMsP99: number;
  readonly wallMsP50: number;
  readonly wallMsP99: number;
  readonly residentMb: number;
  /** Tokens of the questions asked, on average. */
  readonly tokens: number;
}

const warmUp = 100;
const mostQuestions = 300;

/** What one question costs in a process of its own that has nothing else to do. */
export function askCost(asked: Asked, texts: readonly string[]): AskCost {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'duet-bench-'));
  try {
    const artefact = path.join(folder, 'model');
    if (asked.kind !== 'prompt') fs.writeFileSync(artefact, asked.artefact);
    const examples = asked.kind === 'prompt' ? asked.examples : [];
    const job = path.join(folder, 'job.json');
    fs.writeFileSync(job, JSON.stringify({ kind: asked.kind, artefact, examples, questions: texts.slice(0, mostQuestions), warmUp }));
    const reply = execFileSync(process.execPath, ['--expose-gc', 'bench/intents/ask.mjs', job], { encoding: 'utf8' });
    return summary(JSON.parse(reply) as { costs: { cpuMs: number; wallMs: number }[]; tokens: number; residentMb: number });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function summary({ costs, tokens, residentMb }: { costs: { cpuMs: number; wallMs: number }[]; tokens: number; residentMb: number }): AskCost {
  const [cpu, wall] = [costs.map(({ cpuMs }) => cpuMs), costs.map(({ wallMs }) => wallMs)];
  return {
    cpuMsP50: quantile(cpu, 0.5), cpuMsP99: quantile(cpu, 0.99), wallMsP50: quantile(wall, 0.5), wallMsP99: quantile(wall, 0.99),
    residentMb, tokens,
  };
}

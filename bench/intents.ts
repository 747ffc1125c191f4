/*
 * How well each backend recognises what a question is about, on any labelled CSV (columns `text` and `category`; rows of
 * category `oos` or `NO_NODES_DETECTED` are out of scope), and what it costs. Learns from cold, with the product's own code,
 * from the training file alone; NLP.js learns from the same rows in the same run.
 *
 *   npm run bench -- intents --train <csv> --test <csv> [--shots k] [--seeds n] [--json file] [--peers 0]
 *
 * With `--shots k` only k questions of each category are learnt from, drawn by the seeds 1..n.
 */
import fs from 'node:fs';
import { createEncoder } from '#textmodels';
import { packagedEncoderFolder, readEncoderFiles } from '../libs/models/src/encoder-files.ts';
import { askCost, type AskCost } from './intents/ask-cost.ts';
import { promptBackends, readRows, trainedBackends, type Learnt } from './intents/backends.ts';
import { drawShots, OUTSIDE, readLabelledRows, type LabelledRow } from './intents/labelled-rows.ts';
import { overDraws, qualityOf, type Quality } from './intents/measures.ts';
import { askNlpjs } from './intents/nlpjs.ts';
import { options, round } from './process-cost.ts';

const { shots, seeds, peers } = options({ shots: 0, seeds: 1, peers: 1 });
const files = { train: named('train'), test: named('test'), json: named('json') };
if (!files.train || !files.test) throw new RangeError('name a training and a test file: --train <csv> --test <csv>');

interface Draw extends Quality {
  readonly learnCpuSeconds: number;
}
interface Entry {
  readonly draws: Draw[];
  /** Of the first draw. */
  cost: Partial<AskCost>;
}

const train = readLabelledRows(files.train);
const test = readLabelledRows(files.test);
const entries = new Map<string, Entry>();
const encoder = createEncoder(readEncoderFiles(packagedEncoderFolder()));
tell(`reading ${test.length} test questions`);
const asked = readRows(encoder, test).rows;

for (let seed = 1; seed <= seeds; seed++) {
  const drawn = drawShots(train, shots, seed);
  tell(`seed ${seed}: ${drawn.length} questions to learn from`);
  const reading = readRows(encoder, drawn);
  tell(`vectors: ${(1_000 * reading.cpuSecondsEach).toFixed(1)} CPU-ms each`);
  for (const learnt of [...promptBackends(reading, shots, seed), ...trainedBackends(encoder, reading, seed, tell)]) judge(learnt, seed);
  if (peers) await judgePeer(drawn);
}
const results = [...entries].map(([backend, { draws, cost }]) => ({ backend, draws, spread: overDraws(draws), cost }));
const inScope = test.filter(({ label }) => label !== OUTSIDE).length;
console.log(`${files.train}, ${files.test}: ${new Set(train.map(({ label }) => label)).size} categories, ${shots ? `${shots} of each to learn from, seeds 1 to ${seeds}` : `${train.length} questions to learn from`}; test: ${inScope} in scope, ${test.length - inScope} out of it; Node ${process.version}, kernel ${encoder.kernel}`);
console.table(Object.fromEntries(results.map(({ backend, spread, cost }) => [backend, line(spread, cost)])));
if (files.json) {
  fs.writeFileSync(files.json, `${JSON.stringify(results.map(({ backend, draws, spread, cost }) => ({
    backend, ...Object.fromEntries(Object.entries(spread).map(([name, { mean }]) => [name, mean])), ...cost, shots, draws,
  })), null, 2)}\n`);
}

function judge(learnt: Learnt, seed: number): void {
  const quality = qualityOf(test, asked.map((row) => learnt.recognise(row)));
  tell(`seed ${seed}, ${learnt.backend}: ${percent(quality.accuracy)} % right`);
  const cost = seed === 1 ? askCost(learnt.asked, test.map(({ text }) => text)) : {};
  add(learnt.backend, { ...quality, learnCpuSeconds: learnt.learnCpuSeconds }, cost);
}

async function judgePeer(rows: readonly LabelledRow[]): Promise<void> {
  const { opinions, learnCpuSeconds, wallMsP50, wallMsP99 } = await askNlpjs(rows, test);
  add('NLP.js 4.27', { ...qualityOf(test, opinions), learnCpuSeconds }, { wallMsP50, wallMsP99 });
}

function add(backend: string, draw: Draw, cost: Partial<AskCost>): void {
  const entry = entries.get(backend);
  if (entry) entry.draws.push(draw);
  else entries.set(backend, { draws: [draw], cost });
}

function line(spread: ReturnType<typeof overDraws<Draw>>, cost: Partial<AskCost>): object {
  const share = ({ mean, from, to }: { mean: number; from: number; to: number }): string =>
    Number.isNaN(mean) ? '-' : from === to ? percent(mean) : `${percent(mean)} (${percent(from)}-${percent(to)})`;
  const pair = (middle?: number, high?: number): string => (middle === undefined || high === undefined ? '-' : `${round(middle)} / ${round(high)}`);
  return {
    'accuracy %': share(spread.accuracy), 'macro-F1': share(spread.macroF1), 'calibration error': share(spread.calibrationError),
    'at 80 %': share(spread.accuracyAt80), 'at 90 %': share(spread.accuracyAt90),
    'oos AUROC': share(spread.outOfScopeAuroc), 'oos recall, 90 % kept': share(spread.outOfScopeRecallAt90),
    'learning CPU-s': round(spread.learnCpuSeconds.mean), 'CPU ms p50 / p99': pair(cost.cpuMsP50, cost.cpuMsP99),
    'ms p50 / p99': pair(cost.wallMsP50, cost.wallMsP99), 'RSS MB': cost.residentMb === undefined ? '-' : Math.round(cost.residentMb),
  };
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}

function named(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at > 0 ? process.argv[at + 1] : undefined;
}

function tell(text: string): void {
  console.error(text);
}

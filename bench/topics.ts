/*
 * How well unanswered questions are grouped without labels, on labelled questions whose labels are only looked at
 * afterwards; beside other ways on the same questions. Then time and memory of a whole grouping, and how long the event
 * loop of the main thread was held up by it.
 *
 *   npm run bench -- topics --data <csv> [--questions 3000] [--seed 1]
 *
 * The file has the header text,category. Nothing is tuned on it: the threshold was placed on CLINC150's validation part.
 */
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { runGrouping } from '#models';
import { applyTopLayerToAll, createEncoder, dot, encoderDimensions, groupQuestions, seededRandom, shuffle, unit } from '#textmodels';
import { packagedEncoderFolder, readEncoderFiles } from '../libs/models/src/encoder-files.ts';
import { averageLink, cutTree } from '../libs/textmodels/src/average-link.ts';
import { agreement } from '../libs/textmodels/src/cluster-agreement.ts';
import { ngramLikeness, textLikeness } from '../libs/textmodels/src/text-likeness.ts';

const { values } = parseArgs({ options: { data: { type: 'string' }, questions: { type: 'string', default: '3000' }, seed: { type: 'string', default: '1' } } });
if (values.data === undefined) throw new Error('--data must name a CSV file with the header text,category.');
const SMALLEST = 3;
const ROUNDS_OF_K_MEANS = 15;
const TICK_MS = 5;
const IDLE_MS = 3_000;

interface Row {
  text: string;
  category: string;
}
const all = parse<Row>(readFileSync(values.data), { columns: true });
const rows = shuffle(all, seededRandom(Number(values.seed))).slice(0, Number(values.questions));
const texts = rows.map(({ text }) => text);
const labels = rows.map(({ category }) => category);
const vectors = encode(texts);

function encode(which: readonly string[]): Float32Array {
  const encoder = createEncoder(readEncoderFiles(packagedEncoderFolder()));
  const made = new Float32Array(which.length * encoderDimensions);
  for (let start = 0; start < which.length; start += 64) {
    const pooled = encoder.pooledBatch(which.slice(start, start + 64));
    applyTopLayerToAll(encoder.topLayer, pooled, encoder.kernel).forEach((vector, at) => made.set(vector, (start + at) * encoderDimensions));
  }
  return made;
}

const vectorOf = (item: number): Float32Array => vectors.subarray(item * encoderDimensions, (item + 1) * encoderDimensions);

/** Cosines of the encoder's vectors alone. */
function cosines(): Float32Array {
  const likeness = new Float32Array(texts.length ** 2);
  for (let a = 0; a < texts.length; a++) for (let b = 0; b <= a; b++) likeness[a * texts.length + b] = likeness[b * texts.length + a] = dot(vectorOf(a), vectorOf(b));
  return likeness;
}

const averaged = (likeness: Float32Array, threshold: number): ArrayLike<number> => cutTree(averageLink(likeness.slice(), texts.length), texts.length, threshold);

/** As DBSCAN with two neighbours does: whoever is alike enough to anybody of a group belongs to it. */
function connected(likeness: Float32Array, threshold: number): ArrayLike<number> {
  const pairs = texts.flatMap((_, a) => texts.flatMap((__, b) => (b < a && likeness[a * texts.length + b]! >= threshold ? [{ a, b, similarity: 1 }] : [])));
  return cutTree(pairs, texts.length, 0.5);
}

/** Spherical k-means, told the right number of groups. */
function kMeans(groups: number): ArrayLike<number> {
  const random = seededRandom(Number(values.seed));
  let centres = shuffle(texts.map((_, item) => item), random).slice(0, groups).map(vectorOf);
  let numbers: number[] = [];
  for (let round = 0; round < ROUNDS_OF_K_MEANS; round++) {
    numbers = texts.map((_, item) => centres.reduce((best, centre, at) => (dot(centre, vectorOf(item)) > dot(centres[best]!, vectorOf(item)) ? at : best), 0));
    const sums = centres.map(() => new Float32Array(encoderDimensions));
    numbers.forEach((number, item) => vectorOf(item).forEach((value, i) => { sums[number]![i]! += value; }));
    centres = sums.map(unit);
  }
  return numbers;
}

function report(name: string, numbers: ArrayLike<number>): void {
  const { purity, adjustedRand } = agreement(numbers, labels);
  const sizes = new Map<number, number>();
  for (let item = 0; item < numbers.length; item++) sizes.set(numbers[item]!, (sizes.get(numbers[item]!) ?? 0) + 1);
  const topics = [...sizes.values()].filter((size) => size >= SMALLEST);
  const covered = topics.reduce((sum, size) => sum + size, 0) / texts.length;
  console.log(`| ${name} | ${purity.toFixed(3)} | ${adjustedRand.toFixed(3)} | ${topics.length} | ${(covered * 100).toFixed(1)} % |`);
}

console.log(`${texts.length} questions, ${new Set(labels).size} labels, seed ${values.seed}, Node ${process.version}`);
console.log('| way | purity | adjusted Rand | topics of 3 and more | questions in them |\n| --- | --- | --- | --- | --- |');
const encoder = cosines();
report('average linkage, encoder and n-grams, 0.38 (ours)', averaged(textLikeness(texts, vectors), 0.38));
report('average linkage, n-grams alone, 0.17 (ours without an encoder)', averaged(ngramLikeness(texts), 0.17));
report('average linkage, encoder alone, 0.60', averaged(encoder, 0.6));
report('connected (DBSCAN-like), encoder and n-grams, 0.60', connected(textLikeness(texts, vectors), 0.6));
report('connected (DBSCAN-like), encoder alone, 0.80', connected(encoder, 0.8));
report(`spherical k-means, encoder alone, told ${new Set(labels).size} groups`, kMeans(new Set(labels).size));

/** Milliseconds by which timers of this thread came late while `work` went on: 99 of 100 less than this, and the most. */
async function lateness<T>(work: () => Promise<T>): Promise<{ result: T; p99: string; most: string }> {
  const delay = monitorEventLoopDelay({ resolution: TICK_MS });
  delay.enable();
  const result = await work();
  delay.disable();
  const ms = (nanoseconds: number): string => Math.max(0, nanoseconds / 1e6 - TICK_MS).toFixed(1);
  return { result, p99: ms(delay.percentile(99)), most: ms(delay.max) };
}

const idle = await lateness(() => wait(IDLE_MS));
const before = process.memoryUsage().rss;
let highest = before;
const watch = setInterval(() => { highest = Math.max(highest, process.memoryUsage().rss); }, 20);
const began = performance.now();
const busy = await lateness(() => runGrouping({ texts, vectors }, new AbortController().signal));
clearInterval(watch);
const { groups, cpuMs } = busy.result;
console.log(`Grouping in its thread, vectors known: ${((performance.now() - began) / 1_000).toFixed(1)} s, ${(cpuMs / 1_000).toFixed(1)} CPU-s, ${groups.length} topics, ` +
  `${Math.round((highest - before) / 2 ** 20)} MB more at most.`);
console.log(`Timers of the main thread late by p99 ${busy.p99} ms, at most ${busy.most} ms; with nothing to do p99 ${idle.p99} ms, at most ${idle.most} ms.`);
if (JSON.stringify(groupQuestions(texts, vectors)) !== JSON.stringify(groups)) throw new Error('another run gave other groups');

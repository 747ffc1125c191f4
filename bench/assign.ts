/*
 * How many assignments a second one core makes, beside the bare hash that each of them needs twice and beside the
 * SHA-256 that it could have used. Rates are per second of CPU time, all in one run; read the ratios on a busy machine.
 *
 *   npm run bench -- assign
 */
import { createHash } from 'node:crypto';

import { assign } from '../libs/experiments/src/assign.ts';
import { murmurHash3 } from '../libs/experiments/src/murmur-hash.ts';

const UNITS = 300_000;
const ROUNDS = 5;
const AIM = 1_000_000;

const unitIds = Array.from({ length: UNITS }, (_, i) => `0192f0c1-7a3b-7c4d-8e5f-${i.toString(16).padStart(12, '0')}`);
const salts = { exposure: 'exposure-81be02', variant: 'variant-c77d14' };
const variants = [
  { id: 'prompt', weight: 3334 },
  { id: 'tuned', weight: 3333 },
  { id: 'hybrid', weight: 3333 },
];

/** Each turns a unit into a number, so that no work can be left out. */
function assigned(unitId: string): number {
  const proposal = assign({ salts, unitId, coverage: 10_000, variants });
  return proposal.kind === 'variant' ? proposal.bucket : -1;
}

function hashed(unitId: string): number {
  return murmurHash3(salts.variant + '\u0000' + unitId);
}

function digested(unitId: string): number {
  return createHash('sha256').update(`${salts.variant}\u0000${unitId}`).digest().readUInt32LE(0);
}

let proof = 0;

/** Units a second of CPU time. */
function rateOf(work: (unitId: string) => number): number {
  const before = process.cpuUsage();
  for (const unitId of unitIds) proof = (proof + work(unitId)) | 0;
  const { user, system } = process.cpuUsage(before);
  return (UNITS / (user + system)) * 1e6;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

const contenders = [
  { name: 'assign (exposure + variant)', work: assigned, rates: [] as number[] },
  { name: 'bare MurmurHash3, one hash', work: hashed, rates: [] as number[] },
  { name: 'node:crypto SHA-256, one hash', work: digested, rates: [] as number[] },
];
// Round 0 warms up and is not counted. Contenders take turns, so a busy moment hits all of them.
for (let round = 0; round <= ROUNDS; round++) {
  for (const { work, rates } of contenders) {
    const rate = rateOf(work);
    if (round > 0) rates.push(rate);
  }
}

const own = median(contenders[0]?.rates ?? []);
const millions = (rate: number) => (rate / 1e6).toFixed(2);
console.log(`${UNITS} visitors, ${ROUNDS} rounds, Node ${process.version}, check ${proof}; millions per CPU-second`);
for (const { name, rates } of contenders) {
  const range = `${millions(Math.min(...rates))} - ${millions(Math.max(...rates))}`;
  const ratio = (own / median(rates)).toFixed(2);
  console.log(`${name.padEnd(30)} ${millions(median(rates)).padStart(6)}  (${range})  assign : this = ${ratio}`);
}
console.log(`aim: ${millions(AIM)} assignments per CPU-second: ${own >= AIM ? 'met' : 'MISSED'}`);
if (own < AIM) process.exitCode = 1;

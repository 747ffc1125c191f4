/*
 * How many assignments a second one core makes, beside the SDKs that split traffic elsewhere and the bare hash that each
 * assignment of ours needs three times. Rates are per second of CPU time, all in one run; read the ratios on a busy machine.
 *
 *   npm run bench -- assignment [--units n] [--json file]
 */
import { writeFileSync } from 'node:fs';
import { GrowthBookClient, type Experiment } from '@growthbook/growthbook';
import { Unleash } from 'unleash-client';
import { assign } from '../libs/experiments/src/assign.ts';
import { murmurHash3 } from '../libs/experiments/src/murmur-hash.ts';
import { holds } from '../libs/experiments/src/slices.ts';
import { argument } from './arguments.ts';
import { options } from './process-cost.ts';

const { units } = options({ units: 100_000 });
const rounds = 5;
const aims = { assignmentsPerCpuSecond: 1_000_000, timesTheBestOther: 4 };

const unitIds = Array.from({ length: units }, (_, i) => `0192f0c1-7a3b-7c4d-8e5f-${i.toString(16).padStart(12, '0')}`);
/** As long as ours are. */
const salts = { layer: 'L5d2f90c3b7a1e64d08f2bQ7Kx1Zp9Wm3Rt6Yv8Nc4Hs', exposure: 'E81be02f4c9d7350a6b1ceJ2Lq8Xd5Gf7Bz1Ow3Tk6Um', variant: 'Vc77d14aa0e52b9f6138d4P9Ae2Ch4Ij6Mn8Qs1Uv3Xy' };
const slice = { from: 0, to: 9_999 };
const variants = [{ id: 'prompt', weight: 3_334 }, { id: 'tuned', weight: 3_333 }, { id: 'hybrid', weight: 3_333 }];

/** The whole decision: is the visitor's place in the slice, does it take part, which variant. Each contender returns a number, so that no work can be left out. */
function duet(unitId: string): number {
  if (!holds(slice, salts.layer, unitId)) return -1;
  const proposal = assign({ salts, unitId, coverage: 9_999, variants });
  return proposal.kind === 'variant' ? proposal.bucket : -1;
}

const growthBook = new GrowthBookClient({ disableCache: true });
const inline: Experiment<string> = { key: 'which', variations: ['prompt', 'tuned', 'hybrid'], weights: [0.3334, 0.3333, 0.3333], coverage: 0.9999, hashVersion: 2 };
const growthBookInline = (id: string): number => growthBook.runInlineExperiment(inline, { attributes: { id } }).variationId;

/** The shape of their features as their server sends it; nothing is fetched: the address answers nobody. */
const rollout = { rollout: '100', stickiness: 'userId', groupId: 'which' };
const feature = {
  name: 'which', enabled: true, type: 'experiment', stale: false, impressionData: false, project: 'default', dependencies: [], variants: [],
  strategies: [{ name: 'flexibleRollout', parameters: rollout, constraints: [], segments: [], variants: variants.map(({ id, weight }) => ({ name: id, weight: weight / 10, stickiness: 'userId', payload: { type: 'string', value: id } })) }],
};
const unleash = new Unleash({ appName: 'bench', url: 'http://127.0.0.1:9/', refreshInterval: 0, disableMetrics: true, skipInstanceCountWarning: true, bootstrap: { data: [feature as never] } });
unleash.on('error', () => undefined);
unleash.on('warn', () => undefined);
await new Promise((ready) => unleash.once('ready', ready));
const unleashVariant = (userId: string): number => unleash.getVariant('which', { userId }).name.length;

let proof = 0;

/** Units a second of CPU time. */
function rateOf(work: (unitId: string) => number, count: number): number {
  const before = process.cpuUsage();
  for (let at = 0; at < count; at++) proof = (proof + work(unitIds[at] ?? '')) | 0;
  const { user, system } = process.cpuUsage(before);
  return (count / (user + system)) * 1e6;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** A slow one takes a share of the units: the rate is the same, the wait is not. */
const contenders = [
  { name: 'duet', what: 'slice, exposure and variant: three hashes', work: duet, share: 1, peer: false },
  { name: '@growthbook/growthbook 1.8.0', what: 'client, inline experiment, hash version 2', work: growthBookInline, share: 0.2, peer: true },
  { name: 'unleash-client 6.12.1', what: 'getVariant of a flexible rollout', work: unleashVariant, share: 0.2, peer: true },
  { name: 'bare MurmurHash3', what: 'one hash', work: (id: string) => murmurHash3(`${salts.variant}\u0000${id}`), share: 1, peer: false },
].map((contender) => ({ ...contender, rates: [] as number[] }));
// Round 0 warms up and is not counted. Contenders take turns, so a busy moment hits all of them.
for (let round = 0; round <= rounds; round++) {
  for (const { work, share, rates } of contenders) {
    const rate = rateOf(work, Math.round(units * share));
    if (round > 0) rates.push(rate);
  }
}
unleash.destroy();
growthBook.destroy();

const results = contenders.map(({ name, rates }) => ({ name, assignmentsPerCpuSecond: Math.round(median(rates)) }));
const own = results[0]?.assignmentsPerCpuSecond ?? 0;
const millions = (rate: number): string => (rate / 1e6).toFixed(3);
console.log(`${units} visitors, ${rounds} rounds, Node ${process.version}, check ${proof}; millions per CPU-second`);
console.table(contenders.map(({ name, what, rates }) => ({
  name, what, median: millions(median(rates)), range: `${millions(Math.min(...rates))} - ${millions(Math.max(...rates))}`, 'ours : this': (own / median(rates)).toFixed(1),
})));
const best = Math.max(...contenders.filter(({ peer }) => peer).map(({ rates }) => median(rates)));
const reached = own >= aims.assignmentsPerCpuSecond && own >= aims.timesTheBestOther * best;
console.log(`aims: ${millions(aims.assignmentsPerCpuSecond)} a CPU-second and ${aims.timesTheBestOther} times the best SDK: ${reached ? 'met' : 'MISSED'}`);
const json = argument('json');
if (json !== undefined) writeFileSync(json, `${JSON.stringify(results, null, 2)}\n`);

/*
 * How often the 95 % intervals of a difference hold the truth where there is none, and how often their tests see one all
 * the same, over sizes and metrics; each cell is one seeded simulation.
 *
 *   npm run bench -- coverage [runs]
 */
import { differenceOfLatencyMoments, differenceOfMeans, differenceOfProportions, differenceOfRatios, momentsOf, pairMomentsOf } from '../libs/stats/src/index.ts';
import { seeded } from '../libs/stats/src/seeded.ts';
import { cost, csat, heads, moodyLatency, moodyVisitors } from '../libs/stats/src/simulated.fixture.ts';
import type { Draw, Random } from '../libs/stats/src/simulated.fixture.ts';

type Answer = { kind: string; low?: number; high?: number; pValue?: number };
/** One experiment of two equal variants with so many visitors each. */
type Experiment = (random: Random, visitors: number) => Answer;

const runs = Number(process.argv[2] ?? 10_000);
if (!Number.isSafeInteger(runs) || runs < 1) throw new RangeError(`runs must be a whole number above 0: ${process.argv[2]}`);

const SIZES = [50, 200, 1_000, 2_000];
const metrics: [string, Experiment][] = [
  ...[0.62, 0.05, 0.005].map((share): [string, Experiment] => [`share of ${share}`, ofShares(share)]),
  ['mean CSAT', ofMeans(csat)],
  ['skewed cost', ofMeans(cost)],
  ['ratings alike within a visitor (ICC .5)', (random, visitors) => differenceOfRatios(pairMomentsOf(moodyVisitors(random, visitors, 0.7)), pairMomentsOf(moodyVisitors(random, visitors, 0.7)))],
  ['p50 of response times, clustered', ofLatency(0.5)],
  ['p95 of response times, clustered', ofLatency(0.95)],
];

console.log(`Difference of two equal variants, ${runs} runs a cell: share of 95 % intervals that hold 0, and of p-values below .05; in brackets the share of runs without an answer.`);
console.log('');
console.log(`| metric | ${SIZES.map((visitors) => `${visitors.toLocaleString('en')} visitors each`).join(' | ')} |`);
console.log(`|---|${SIZES.map(() => '---').join('|')}|`);
for (const [name, experiment] of metrics) console.log(`| ${name} | ${SIZES.map((visitors) => cell(experiment, visitors)).join(' | ')} |`);

function cell(experiment: Experiment, visitors: number): string {
  const random = seeded(visitors);
  let [held, rejected, silent] = [0, 0, 0];
  for (let run = 0; run < runs; run++) {
    const { kind, low = NaN, high = NaN, pValue = NaN } = experiment(random, visitors);
    if (kind !== 'estimate') silent++;
    if (low <= 0 && high >= 0) held++;
    if (pValue < 0.05) rejected++;
  }
  const answered = runs - silent;
  if (answered === 0) return 'too few';
  const without = silent === 0 ? '' : ` (${((100 * silent) / runs).toFixed(1)} %)`;
  return `${(held / answered).toFixed(3)}, ${(rejected / answered).toFixed(3)}${without}`;
}

function ofShares(share: number): Experiment {
  return (random, trials) => {
    const side = () => ({ successes: heads(random, trials, share), trials });
    return differenceOfProportions(side(), side());
  };
}

function ofMeans(draw: Draw): Experiment {
  return (random, visitors) => {
    const side = () => momentsOf(Array.from({ length: visitors }, () => draw(random)));
    return differenceOfMeans(side(), side());
  };
}

function ofLatency(q: number): Experiment {
  return (random, visitors) => differenceOfLatencyMoments(moodyLatency(random, visitors, q), moodyLatency(random, visitors, q), q);
}

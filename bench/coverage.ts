/*
 * How often the 95 % intervals hold the truth, over sizes and metrics; each row is one seeded simulation.
 *
 *   npm run bench -- coverage [runs]
 */
import { differenceOfMeans, differenceOfProportions, momentsOf } from '../libs/stats/src/index.ts';
import { seeded } from '../libs/stats/src/seeded.ts';

type Draw = (random: () => number) => number;
/** Whether the interval holds 0; null when there is none. */
type Held = (random: () => number, units: number) => boolean | null;

const runs = Number(process.argv[2] ?? 10_000);
if (!Number.isSafeInteger(runs) || runs < 1) throw new RangeError(`runs must be a whole number above 0: ${process.argv[2]}`);

const SIZES = [50, 200, 1_000, 2_000];
const rows: [string, Held][] = [
  ...[0.62, 0.05, 0.005].map((share): [string, Held] => [`share ${share}`, ofShares(share)]),
  ['CSAT', ofMeans((random) => 1 + Math.floor(5 * Math.sqrt(random())))],
  ['skewed cost', ofMeans((random) => Math.exp(gauss(random)))],
];

console.log(`difference of two equal variants, 95 % interval, ${runs} runs; in brackets: runs without an interval`);
console.log(['metric'.padEnd(14), ...SIZES.map((units) => `n = ${units}`.padStart(16))].join(''));
for (const [name, held] of rows) {
  const cells = SIZES.map((units) => coverage(held, units).padStart(16));
  console.log([name.padEnd(14), ...cells].join(''));
}

function coverage(held: Held, units: number): string {
  const random = seeded(units);
  let [yes, silent] = [0, 0];
  for (let run = 0; run < runs; run++) {
    const answer = held(random, units);
    if (answer === null) silent++;
    else if (answer) yes++;
  }
  return `${(yes / (runs - silent)).toFixed(4)} (${silent})`;
}

function ofShares(share: number): Held {
  return (random, trials) => {
    const side = () => ({ successes: countOf(random, trials, share), trials });
    return holdsZero(differenceOfProportions(side(), side()));
  };
}

function ofMeans(draw: Draw): Held {
  return (random, units) => {
    const side = () => momentsOf(Array.from({ length: units }, () => draw(random)));
    return holdsZero(differenceOfMeans(side(), side()));
  };
}

function holdsZero(result: ReturnType<typeof differenceOfMeans> | ReturnType<typeof differenceOfProportions>): boolean | null {
  if (result.kind !== 'estimate') return null;
  return result.low <= 0 && result.high >= 0;
}

function countOf(random: () => number, trials: number, share: number): number {
  let successes = 0;
  for (let i = 0; i < trials; i++) if (random() < share) successes++;
  return successes;
}

function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/*
 * What adaptive shares do to a verdict: how often a difference is claimed among three equal variants at any of 120 hourly
 * looks, how often it would be if all visitors were thrown together, and how many visitors the better one of three gets.
 *
 *   npm run bench -- adaptive [runs]
 */
import type { AdaptiveAllocation, Evidence } from '../libs/contracts/src/index.ts';
import { runExperiment, type Shop } from '../libs/experiments/src/allocation/simulated-experiment.fixture.ts';
import { analyse } from '../libs/experiments/src/analysis/analyse.ts';
import { seeded } from '../libs/stats/src/seeded.ts';

const runs = Number(process.argv[2] ?? 400);
if (!Number.isSafeInteger(runs) || runs < 1) throw new RangeError(`runs must be a whole number above 0: ${process.argv[2]}`);

const HOURS = 120;
const moods: [string, Shop['moodAt']][] = [
  ['the same all the time', () => 3],
  ['rising from 2.2 to 4.2', (hour) => 2.2 + (2 * hour) / HOURS],
  ['better by day than by night', (hour) => 3 + 0.8 * Math.sin((2 * Math.PI * hour) / 24)],
];
const rules: [string, AdaptiveAllocation | null][] = [
  ['fixed', null], ...(['top_two', 'track_and_stop'] as const).map((method): [string, AdaptiveAllocation] => [method, { kind: 'adaptive', method, floor: 1_000, controlShare: 2_000 }]),
];

console.log(`Three variants, ${HOURS} hours of 60 visitors, ${runs} runs a row; the better one is rated 0.3 higher.`);
console.log('');
console.log('| shares | ratings | a difference among equals | thrown together | visitors of the better one |');
console.log('|---|---|---|---|---|');
for (const [rule, allocation] of rules) for (const [mood, moodAt] of moods) console.log(`| ${rule} | ${mood} | ${cells({ effects: [0, 0, 0], hours: HOURS, visitorsAnHour: 60, moodAt, allocation }).join(' | ')} |`);

function cells(shop: Shop): string[] {
  const random = seeded(HOURS);
  let [claims, pooledClaims, ofBetter] = [0, 0, 0];
  for (let run = 0; run < runs; run++) {
    const { evidence, pooled } = runExperiment(random, { ...shop, alsoPooled: true });
    if (claimed(evidence)) claims++;
    if (claimed(pooled)) pooledClaims++;
    ofBetter += (runExperiment(random, { ...shop, effects: [0, 0, 0.3] }).assigned.c ?? 0) / (shop.hours * shop.visitorsAnHour);
  }
  return [claims, pooledClaims, ofBetter].map((count) => `${((100 * count) / runs).toFixed(1)} %`);
}

/** Of any variant, at any look. */
function claimed(evidence: Evidence): boolean {
  return analyse(evidence).comparisons.some(({ role, difference }) => role === 'primary' && difference.kind === 'difference' && difference.running !== null && (difference.running.low > 0 || difference.running.high < 0));
}

import type { Evidence } from '#contracts';
import { measureNames, sayCount, sayPercent } from '../analysis/say.ts';
import type { Allotment } from './allot.ts';
import { presentWeights } from './next-weights.ts';

const LONGEST_NAME = 30;
const short = (name: string): string => (name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1)}…`);

/** Nothing is certain. */
function sayChance(chance: number): string {
  if (chance > 0.999) return 'over 99.9 %';
  return chance < 0.001 ? 'under 0.1 %' : sayPercent(Math.round(1_000 * chance) / 1_000);
}

/** Why the shares move, with the numbers, for the change log and the periods. */
export function sayStep(evidence: Evidence, { estimates, chances, harmed, next }: Allotment): string {
  const before = presentWeights(evidence);
  const told = evidence.variants.map(({ id, name }, at) => {
    const [from, to] = [before[at]!, next?.[at] ?? before[at]!];
    const notes = [harmed.has(id) && 'does harm', chances && `best with ${sayChance(chances[at]!)}`].filter(Boolean).join(', ');
    return `${short(name)} ${from === to ? sayPercent(from / 10_000) : `${sayPercent(from / 10_000)} to ${sayPercent(to / 10_000)}`}${notes && ` (${notes})`}`;
  });
  const units = estimates?.reduce((sum, one) => sum + one.units, 0);
  const by = units === undefined ? 'A guardrail is broken' : `By the ${measureNames[evidence.plan.decision.primary]} of ${sayCount(units)} ${evidence.experiment.unit}s`;
  return `${by}: ${told.join('; ')}.`;
}

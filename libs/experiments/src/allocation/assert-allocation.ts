import type { Experiment } from '#contracts';
import { Problem } from '#platform';
import { measureNamed } from '../analysis/measures.ts';
import { sayPercent } from '../analysis/say.ts';

const ALL = 10_000;

type Allotted = Pick<Experiment, 'allocation' | 'variants' | 'growthbook' | 'unit' | 'traffic' | 'decision'>;

/**
 * Whether shares may follow what is measured in this experiment.
 *
 * @throws Problem `adaptive_two_variants`, `adaptive_growthbook`, `adaptive_unit`, `adaptive_traffic`, `adaptive_measure`, `adaptive_design`, `adaptive_no_room`
 */
export function assertAllocation({ allocation, variants: all, growthbook, unit, traffic, decision }: Allotted): void {
  if (allocation.kind === 'fixed') return;
  const variants = all.filter(({ isTwin }) => !isTwin);
  if (variants.length < 3) throw new Problem('adaptive_two_variants');
  if (growthbook) throw new Problem('adaptive_growthbook');
  if (unit !== 'visitor') throw new Problem('adaptive_unit');
  if (traffic === 'replay') throw new Problem('adaptive_traffic');
  if (measureNamed(decision.primary).source.kind !== 'sums') throw new Problem('adaptive_measure');
  // Its one test asks for shares that do not follow what it tests.
  if (decision.design === 'hybrid') throw new Problem('adaptive_design');
  assertRoom(allocation, variants);
}

/** The first shares keep the floor as well, so that a variant that does harm never has to rise to it. */
function assertRoom({ floor, controlShare }: Extract<Allotted['allocation'], { kind: 'adaptive' }>, variants: Allotted['variants']): void {
  // The control's twin keeps its share.
  const room = variants.reduce((sum, { weight }) => sum + weight, 0);
  const taken = controlShare + (variants.length - 1) * floor;
  if (taken >= room) throw new Problem('adaptive_no_room', { detail: `The control’s ${say(controlShare)} and ${say(floor)} for each of ${variants.length - 1} others are ${say(taken)} together.` });
  if (controlShare < floor) throw new Problem('adaptive_no_room', { detail: `The control keeps ${say(controlShare)}, less than the least share of ${say(floor)}.` });
  const below = variants.find(({ weight }) => weight < floor);
  if (below) throw new Problem('adaptive_no_room', { detail: `${below.name} begins with ${say(below.weight)}, less than the least share of ${say(floor)}.` });
}

const say = (weight: number): string => sayPercent(weight / ALL);

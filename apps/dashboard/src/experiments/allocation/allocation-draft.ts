import type { AdaptiveAllocation, Allocation } from '#contracts';
import { weight } from '../../format.ts';
import { unitOf } from '../compared/measures.ts';
import { competing, type Draft } from '../draft.ts';
import { WHOLE, sumOf } from '../weights.ts';
import { words } from './strings.ts';

const LOWEST = 500;
const USUAL_FLOOR = 1_000;
const PERCENT = 100;
const FEWEST_VARIANTS = 3;

/** What is wrong with how visitors are shared out, beside the field that it is about. */
export interface AllocationProblems {
  /** Shares cannot follow anything in this experiment. */
  kind?: string;
  floor?: string;
  control?: string;
}

/** What a draft begins with when its shares shall follow: a tenth for each where there is room, the control its even share. */
export const usualAdaptive = (variants: number): AdaptiveAllocation => ({
  kind: 'adaptive', method: 'top_two', floor: Math.max(LOWEST, Math.min(USUAL_FLOOR, Math.floor(WHOLE / variants / 2 / PERCENT) * PERCENT)),
  controlShare: Math.floor(WHOLE / Math.max(FEWEST_VARIANTS, variants) / PERCENT) * PERCENT,
});

type Allotted = Pick<Draft, 'allocation' | 'variants' | 'growthbook' | 'traffic' | 'decision'>;

/** As the server would refuse it. */
export function allocationProblems(draft: Allotted): AllocationProblems {
  const { allocation } = draft;
  if (allocation.kind === 'fixed') return {};
  const [kind, floor, control] = [kindProblem(draft), floorProblem(allocation, draft.variants), allocation.controlShare < allocation.floor ? words.problem.control : undefined];
  return { ...(kind && { kind }), ...(floor && { floor }), ...(control && { control }) };
}

function kindProblem({ variants: all, growthbook, traffic, decision }: Allotted): string | undefined {
  if (competing(all).length < FEWEST_VARIANTS) return words.problem.two;
  if (growthbook) return words.problem.growthbook;
  if (traffic === 'replay') return words.problem.replay;
  return unitOf(decision.primary) === 'time' ? words.problem.measure : undefined;
}

function floorProblem({ floor, controlShare }: AdaptiveAllocation, all: Draft['variants']): string | undefined {
  const variants = competing(all);
  if (floor < LOWEST) return words.problem.lowest;
  if (controlShare + (variants.length - 1) * floor >= sumOf(variants.map((one) => one.weight))) return words.problem.noRoom;
  const below = variants.find((one) => one.weight < floor);
  return below && words.problem.begins(below.name, weight(below.weight));
}

/** In one line, as a fact of the experiment. */
export const tellAllocation = (allocation: Allocation): string =>
  allocation.kind === 'fixed' ? words.told.fixed : words.told.adaptive(words.told.methods[allocation.method], weight(allocation.floor), weight(allocation.controlShare));

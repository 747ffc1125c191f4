import { weight } from '../format.ts';
import { allocationProblems, type AllocationProblems } from './allocation/allocation-draft.ts';
import { hasMargins } from './decision/margins.ts';
import { words as decisionWords } from './decision/strings.ts';
import { competing, type Draft, type DraftVariant } from './draft.ts';
import { growthBookProblems, type GrowthBookProblems } from './growthbook/growthbook-problems.ts';
import { words as sliceWords } from './slice/strings.ts';
import { rampProblems, type RampProblems } from './ramp/ramp-draft.ts';
import { words } from './strings.ts';
import { problemOf } from './targeting/condition-draft.ts';
import { WHOLE, sumOf } from './weights.ts';

const text = words.problems;
const FEWEST_RATINGS = 10;

/** What is wrong with a draft, beside the field that it is about. */
export interface Problems {
  name?: string;
  site?: string;
  planned?: string;
  slice?: string;
  ramp?: RampProblems;
  /** By the row of the condition. */
  targeting?: Record<number, { name?: string; value?: string }>;
  growthbook?: GrowthBookProblems;
  allocation?: AllocationProblems;
  /** About the margins of the decision. */
  decision?: string;
  /** About the shares of all variants. */
  shares?: string;
  /** By the row of the form. */
  rows: Record<number, { name?: string; version?: string }>;
}

/** What keeps a draft from being saved. */
export function problemsOf(draft: Draft): Problems {
  const { name, siteId, slice, targeting, growthbook, plannedRatings, decision, variants } = draft;
  const [split, allotted, ramp] = [growthBookProblems(growthbook), allocationProblems(draft), draft.traffic === 'replay' ? null : rampProblems(draft)];
  const rows = variants.flatMap((one) => {
    const [ofName, version] = [nameProblem(one, variants), one.backendVersionId || one.isTwin ? undefined : text.version];
    return ofName || version ? [[one.row, { ...(ofName && { name: ofName }), ...(version && { version }) }] as const] : [];
  });
  const shares = sharesProblem(variants);
  const conditions = targeting.map((one) => [one.row, problemOf(one)] as const).filter(([, problem]) => Object.keys(problem).length > 0);
  return {
    ...(!name.trim() && { name: text.name }), ...(!siteId && { site: text.site }), ...(plannedRatings < FEWEST_RATINGS && { planned: text.planned }),
    ...(slice.from >= slice.to && { slice: sliceWords.twoSides }), ...(ramp && { ramp }), ...(conditions.length > 0 && { targeting: Object.fromEntries(conditions) }),
    ...(!hasMargins(decision) && { decision: decisionWords.problems.margin }),
    ...(Object.keys(split).length > 0 && { growthbook: split }), ...(Object.keys(allotted).length > 0 && { allocation: allotted }), ...(shares && { shares }), rows: Object.fromEntries(rows),
  };
}

export const countOf = ({ rows, targeting = {}, growthbook = {}, allocation = {}, ramp, ...others }: Problems): number =>
  Object.keys(others).length + (ramp?.begin ? 1 : 0) + [...Object.values(rows), ...Object.values(targeting), ...Object.values(ramp?.steps ?? {}), growthbook, allocation].reduce((sum, row) => sum + Object.keys(row).length, 0);

function nameProblem(variant: DraftVariant, all: readonly DraftVariant[]): string | undefined {
  const name = variant.name.trim();
  if (name === '') return text.variantName;
  return all.some((other) => other.row !== variant.row && other.name.trim() === name) ? text.twice : undefined;
}

function sharesProblem(variants: readonly DraftVariant[]): string | undefined {
  const sum = sumOf(variants.map((one) => one.weight));
  if (sum !== WHOLE) return text.sum(weight(sum));
  return competing(variants).filter((one) => one.weight > 0).length < 2 ? text.oneOnly : undefined;
}

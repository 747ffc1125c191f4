import { weight } from '../format.ts';
import type { Draft, DraftVariant } from './draft.ts';
import { words as sliceWords } from './slice/strings.ts';
import { words } from './strings.ts';
import { WHOLE, sumOf } from './weights.ts';

const text = words.problems;
const FEWEST_RATINGS = 10;

/** What is wrong with a draft, beside the field that it is about. */
export interface Problems {
  name?: string;
  site?: string;
  planned?: string;
  slice?: string;
  /** About the shares of all variants. */
  shares?: string;
  /** By the row of the form. */
  rows: Record<number, { name?: string; version?: string }>;
}

/** What keeps a draft from being saved. */
export function problemsOf(draft: Draft): Problems {
  const { name, siteId, slice, plannedRatings, variants } = draft;
  const rows = variants.flatMap((one) => {
    const [ofName, version] = [nameProblem(one, variants), one.backendVersionId ? undefined : text.version];
    return ofName || version ? [[one.row, { ...(ofName && { name: ofName }), ...(version && { version }) }] as const] : [];
  });
  const shares = sharesProblem(variants.map((one) => one.weight));
  return {
    ...(!name.trim() && { name: text.name }), ...(!siteId && { site: text.site }), ...(plannedRatings < FEWEST_RATINGS && { planned: text.planned }),
    ...(slice.from >= slice.to && { slice: sliceWords.twoSides }),
    ...(shares && { shares }), rows: Object.fromEntries(rows),
  };
}

export const countOf = ({ rows, ...others }: Problems): number =>
  Object.keys(others).length + Object.values(rows).reduce((sum, row) => sum + Object.keys(row).length, 0);

function nameProblem(variant: DraftVariant, all: readonly DraftVariant[]): string | undefined {
  const name = variant.name.trim();
  if (name === '') return text.variantName;
  return all.some((other) => other.row !== variant.row && other.name.trim() === name) ? text.twice : undefined;
}

function sharesProblem(weights: readonly number[]): string | undefined {
  const sum = sumOf(weights);
  if (sum !== WHOLE) return text.sum(weight(sum));
  return weights.filter((one) => one > 0).length < 2 ? text.oneOnly : undefined;
}

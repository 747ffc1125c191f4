import type { CallOf, createExperiment } from '#contracts';
import { evenWeights, sumOf, WHOLE } from './weights.ts';

export interface DraftVariant {
  /** Key of the form's row. */
  row: number;
  name: string;
  backendVersionId: string | null;
  weight: number;
  isControl: boolean;
}

export interface Draft {
  siteId: string | null;
  name: string;
  hypothesis: string;
  traffic: 'live' | 'replay' | 'test';
  coverage: number;
  plannedRatings: number;
  variants: DraftVariant[];
}

export const spread = (variants: readonly DraftVariant[]): DraftVariant[] => {
  const weights = evenWeights(variants.length);
  return variants.map((one, at) => ({ ...one, weight: weights[at] ?? 0 }));
};

const emptyVariant = (row: number, name: string): DraftVariant => ({ row, name, backendVersionId: null, weight: 0, isControl: row === 1 });

export const emptyDraft = (nameOf: (at: number) => string): Draft => ({
  siteId: null, name: '', hypothesis: '', traffic: 'live', coverage: WHOLE, plannedRatings: 400,
  variants: spread([emptyVariant(1, nameOf(1)), emptyVariant(2, nameOf(2))]),
});

export function withVariant(draft: Draft, nameOf: (at: number) => string): Draft {
  const row = Math.max(...draft.variants.map((one) => one.row)) + 1;
  return { ...draft, variants: spread([...draft.variants, { ...emptyVariant(row, nameOf(draft.variants.length + 1)), isControl: false }]) };
}

/** Without one row; when it was the control, the first one left becomes it. */
export function withoutVariant(draft: Draft, row: number): Draft {
  const left = draft.variants.filter((one) => one.row !== row);
  const hasControl = left.some(({ isControl }) => isControl);
  return { ...draft, variants: spread(left.map((one, at) => ({ ...one, isControl: hasControl ? one.isControl : at === 0 }))) };
}

/** What is sent; null while something is missing. */
export function requestOf(draft: Draft): CallOf<typeof createExperiment> | null {
  const { siteId, variants, ...rest } = draft;
  if (!siteId || !draft.name.trim() || sumOf(variants.map((one) => one.weight)) !== WHOLE) return null;
  const complete = variants.flatMap(({ row: _row, backendVersionId, ...one }) => (backendVersionId && one.name.trim() ? [{ ...one, backendVersionId }] : []));
  return complete.length === variants.length ? { siteId, ...rest, variants: complete } : null;
}

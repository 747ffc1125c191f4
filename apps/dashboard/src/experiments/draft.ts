import type { CallOf, Experiment, changeExperiment, createExperiment } from '#contracts';
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
  slice: { from: number; to: number };
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
  siteId: null, name: '', hypothesis: '', traffic: 'live', slice: { from: 0, to: WHOLE }, coverage: WHOLE, plannedRatings: 400,
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

/** An experiment as a form shows it. */
export const draftOf = ({ siteId, name, hypothesis, traffic, slice, coverage, plannedRatings, variants }: Experiment): Draft => ({
  siteId, name, hypothesis, traffic: traffic === 'preview' ? 'test' : traffic, slice, coverage, plannedRatings,
  variants: variants.map((one, at) => ({ row: at + 1, name: one.name, backendVersionId: one.backendVersionId, weight: one.weight, isControl: one.isControl })),
});

type Changes = Omit<CallOf<typeof changeExperiment>, 'id' | 'reason'>;

/** What is sent to make the experiment as the form says: changed fields only, and bare weights where nothing else of the variants changed. */
export function changesOf(experiment: Experiment, draft: Draft): Changes {
  const before = draftOf(experiment);
  const changed = (['name', 'hypothesis', 'coverage', 'plannedRatings'] as const).filter((field) => draft[field] !== before[field]);
  const moved = draft.slice.from !== before.slice.from || draft.slice.to !== before.slice.to;
  return { ...Object.fromEntries(changed.map((field) => [field, draft[field]])), ...(moved && { slice: draft.slice }), ...variantChanges(experiment, before.variants, draft.variants) };
}

function variantChanges({ variants }: Experiment, before: readonly DraftVariant[], now: readonly DraftVariant[]): Changes {
  const same = (fields: (keyof DraftVariant)[]): boolean =>
    now.length === before.length && now.every((one, at) => fields.every((field) => one[field] === before[at]?.[field]));
  if (!same(['name', 'backendVersionId', 'isControl'])) {
    return { variants: now.map(({ name, backendVersionId, weight, isControl }) => ({ name, backendVersionId: backendVersionId ?? '', weight, isControl })) };
  }
  return same(['weight']) ? {} : { weights: Object.fromEntries(variants.map(({ id }, at) => [id, now[at]?.weight ?? 0])) };
}

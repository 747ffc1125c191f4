import { usualDecision, type Allocation, type CallOf, type Decision, type Experiment, type GrowthBookSplit, type Ramp, type changeExperiment, type createExperiment } from '#contracts';
import { conditionDraftsOf, targetingOf, type ConditionDraft } from './targeting/condition-draft.ts';
import { evenWeights, sumOf, WHOLE } from './weights.ts';

export interface DraftVariant {
  /** Key of the form's row. */
  row: number;
  name: string;
  backendVersionId: string | null;
  weight: number;
  isControl: boolean;
  /** The A/A check: it answers as the control does, whichever version that is. */
  isTwin: boolean;
}

export interface Draft {
  siteId: string | null;
  name: string;
  hypothesis: string;
  traffic: 'live' | 'replay' | 'test';
  unit: 'visitor' | 'conversation';
  crossEngineFallback: boolean;
  slice: { from: number; to: number };
  targeting: ConditionDraft[];
  growthbook: GrowthBookSplit | null;
  allocation: Allocation;
  coverage: number;
  ramp: Ramp;
  plannedRatings: number;
  decision: Decision;
  variants: DraftVariant[];
}

/** Even shares of what the control's twin leaves. */
export const spread = (variants: readonly DraftVariant[]): DraftVariant[] => {
  const twin = twinOf(variants);
  const weights = evenWeights(competing(variants).length, WHOLE - (twin?.weight ?? 0));
  let at = 0;
  return variants.map((one) => (one.isTwin ? one : { ...one, weight: weights[at++] ?? 0 }));
};

export const twinOf = (variants: readonly DraftVariant[]): DraftVariant | undefined => variants.find(({ isTwin }) => isTwin);
/** All but the control's twin. */
export const competing = (variants: readonly DraftVariant[]): DraftVariant[] => variants.filter(({ isTwin }) => !isTwin);

const emptyVariant = (row: number, name: string): DraftVariant => ({ row, name, backendVersionId: null, weight: 0, isControl: row === 1, isTwin: false });

export const emptyDraft = (nameOf: (at: number) => string): Draft => ({
  siteId: null, name: '', hypothesis: '', traffic: 'live', unit: 'visitor', crossEngineFallback: false, slice: { from: 0, to: WHOLE }, targeting: [], growthbook: null, allocation: { kind: 'fixed' }, coverage: WHOLE, ramp: [], plannedRatings: 400, decision: usualDecision,
  variants: spread([emptyVariant(1, nameOf(1)), emptyVariant(2, nameOf(2))]),
});

export function withVariant(draft: Draft, nameOf: (at: number) => string): Draft {
  const row = Math.max(...draft.variants.map((one) => one.row)) + 1;
  return { ...draft, variants: spread([...draft.variants, { ...emptyVariant(row, nameOf(competing(draft.variants).length + 1)), isControl: false }]) };
}

/** A tenth is soon enough to see a fault, and leaves the rest to the question. */
const TWIN_SHARE = WHOLE / 10;

/** With a variant that answers as the control does: whatever differs between the two is chance, or a fault. */
export function withTwin(draft: Draft, name: string): Draft {
  const row = Math.max(...draft.variants.map((one) => one.row)) + 1;
  return withTwinAlike({ ...draft, variants: spread([...draft.variants, { ...emptyVariant(row, name), weight: TWIN_SHARE, isControl: false, isTwin: true }]) });
}

export const withoutTwin = (draft: Draft): Draft => ({ ...draft, variants: spread(competing(draft.variants)) });

/** With the twin on the control's version, whichever of them was changed. */
export function withTwinAlike(draft: Draft): Draft {
  const backendVersionId = draft.variants.find(({ isControl }) => isControl)?.backendVersionId ?? null;
  return { ...draft, variants: draft.variants.map((one) => (one.isTwin ? { ...one, backendVersionId } : one)) };
}

/** With a further variant that is ready; shares are even again. */
export function withEntrant(draft: Draft, { name, backendVersionId }: Pick<DraftVariant, 'name' | 'backendVersionId'>): Draft {
  const added = withVariant(draft, () => name);
  return { ...added, variants: added.variants.map((one, at) => (at === added.variants.length - 1 ? { ...one, backendVersionId } : one)) };
}

/** Without one row; when it was the control, the first one left becomes it. */
export function withoutVariant(draft: Draft, row: number): Draft {
  const left = draft.variants.filter((one) => one.row !== row);
  const hasControl = left.some(({ isControl }) => isControl);
  const first = competing(left)[0]?.row;
  return { ...draft, variants: spread(left.map((one) => ({ ...one, isControl: hasControl ? one.isControl : one.row === first }))) };
}

/** What is sent; null while something is missing. */
export function requestOf(draft: Draft): CallOf<typeof createExperiment> | null {
  const { siteId, variants, targeting, ...rest } = draft;
  if (!siteId || !draft.name.trim() || sumOf(variants.map((one) => one.weight)) !== WHOLE) return null;
  const complete = variants.flatMap(({ row: _row, backendVersionId, ...one }) => (backendVersionId && one.name.trim() ? [{ ...one, backendVersionId }] : []));
  return complete.length === variants.length ? { siteId, ...rest, ramp: rest.traffic === 'replay' ? [] : rest.ramp, targeting: targetingOf(targeting), variants: complete } : null;
}

/** An experiment as a form shows it. */
export const draftOf = ({ siteId, name, hypothesis, traffic, unit, crossEngineFallback, slice, targeting, growthbook, allocation, coverage, ramp, plannedRatings, decision, variants }: Experiment): Draft => ({
  siteId, name, hypothesis, traffic: traffic === 'preview' ? 'test' : traffic, unit, crossEngineFallback, slice, targeting: conditionDraftsOf(targeting), growthbook, allocation, coverage, ramp, plannedRatings, decision,
  variants: variants.map((one, at) => ({ row: at + 1, name: one.name, backendVersionId: one.backendVersionId, weight: one.weight, isControl: one.isControl, isTwin: one.isTwin })),
});

type Changes = Omit<CallOf<typeof changeExperiment>, 'id' | 'reason'>;

/** What is sent to make the experiment as the form says: changed fields only, and bare weights where nothing else of the variants changed. */
export function changesOf(experiment: Experiment, draft: Draft): Changes {
  const before = draftOf(experiment);
  const changed = (['name', 'hypothesis', 'unit', 'crossEngineFallback', 'coverage', 'plannedRatings'] as const).filter((field) => draft[field] !== before[field]);
  const moved = draft.slice.from !== before.slice.from || draft.slice.to !== before.slice.to;
  const planned = JSON.stringify(draft.decision) !== JSON.stringify(before.decision);
  const redrawn = JSON.stringify(draft.growthbook) !== JSON.stringify(before.growthbook);
  const reallotted = JSON.stringify(draft.allocation) !== JSON.stringify(before.allocation);
  // Another share alone would give up the steps that the form still shows.
  const ramped = draft.coverage !== before.coverage ? draft.ramp.length + before.ramp.length > 0 : JSON.stringify(draft.ramp) !== JSON.stringify(before.ramp);
  const wanted = targetingOf(draft.targeting);
  const retargeted = JSON.stringify(wanted) !== JSON.stringify(targetingOf(before.targeting));
  return { ...Object.fromEntries(changed.map((field) => [field, draft[field]])), ...(moved && { slice: draft.slice }), ...(ramped && { ramp: draft.ramp }), ...(retargeted && { targeting: wanted }), ...(planned && { decision: draft.decision }), ...(redrawn && { growthbook: draft.growthbook }), ...(reallotted && { allocation: draft.allocation }), ...variantChanges(experiment, before.variants, draft.variants) };
}

function variantChanges({ variants }: Experiment, before: readonly DraftVariant[], now: readonly DraftVariant[]): Changes {
  const same = (fields: (keyof DraftVariant)[]): boolean =>
    now.length === before.length && now.every((one, at) => fields.every((field) => one[field] === before[at]?.[field]));
  if (!same(['name', 'backendVersionId', 'isControl', 'isTwin'])) {
    return { variants: now.map(({ name, backendVersionId, weight, isControl, isTwin }) => ({ name, backendVersionId: backendVersionId ?? '', weight, isControl, isTwin })) };
  }
  return same(['weight']) ? {} : { weights: Object.fromEntries(variants.map(({ id }, at) => [id, now[at]?.weight ?? 0])) };
}

import { csvTable, type CsvRow } from '#analytics';
import type { Analysis, Comparison, Evidence, NonResponse, SegmentFindings } from '#contracts';
import { measureNamed } from '../analysis/measures.ts';

/**
 * One row for each comparison of a variant with the control, with every number of it, one for the control's twin, and
 * one for each topic of the measure that decides; what is not known stays empty.
 */
export function comparisonsCsv({ variants, plan }: Pick<Evidence, 'variants' | 'plan'>, { comparisons, segments, nonResponse, twin }: Pick<Analysis, 'comparisons' | 'segments' | 'nonResponse' | 'twin'>): string {
  const about = (variantId: string): CsvRow => ({ variant: variants.find(({ id }) => id === variantId)?.name ?? '', variant_id: variantId });
  const whole = comparisons.map((one): CsvRow => ({ ...about(one.variantId), ...ownCells(one), ...differenceCells(one), ...silentCells(one, nonResponse), ...noTopic }));
  const blank: CsvRow = Object.fromEntries(Object.keys(whole[0] ?? {}).map((column) => [column, null]));
  const { better } = measureNamed(plan.decision.primary);
  const byTopic = segments.flatMap(({ variantId, topics }) => topics.map((one): CsvRow => ({ ...blank, ...about(variantId), measure: plan.decision.primary, better, role: 'topic', ...topicCells(one) })));
  const check = twin ? [{ ...blank, ...about(twin.variantId), measure: twin.measure, better, role: 'twin', control: twin.control, treatment: twin.twin, ...differenceCells(twin) }] : [];
  return csvTable([...whole, ...check, ...byTopic]);
}

/** What those who did not rate could change; of the mean rating alone. */
function silentCells({ variantId, measure }: Comparison, nonResponse: readonly NonResponse[]): CsvRow {
  const found = measure === 'csat' ? nonResponse.find((one) => one.variantId === variantId) : undefined;
  const weighted = found?.weighted?.kind === 'difference' ? found.weighted : null;
  return {
    silent_low: found?.differenceBounds?.low ?? null, silent_high: found?.differenceBounds?.high ?? null, always_rate_low: found?.leeBounds?.low ?? null, always_rate_high: found?.leeBounds?.high ?? null,
    response_weighted_difference: weighted?.value ?? null, response_weighted_low: weighted?.low ?? null, response_weighted_high: weighted?.high ?? null, response_cells: weighted?.cells ?? null,
  };
}

const noTopic: CsvRow = { topic: null, topic_drawn_to_whole: null, topic_claim: null };

/** The interval is that of one look; the p-value is adjusted over the topics. */
const topicCells = ({ name, units, value, low, high, adjustedP, shrunk, claim }: SegmentFindings['topics'][number]): CsvRow =>
  ({ result: 'difference', units, difference: value, low, high, adjusted_p: adjustedP, topic: name, topic_drawn_to_whole: shrunk, topic_claim: claim });

const ownCells = ({ measure, better, role, control, treatment, adjustedP, selected, adjusted, epochsLeftOut, plannedEnd }: Comparison): CsvRow => ({
  measure, better, role, control, treatment, adjusted_p: adjustedP, selected_low: selected?.low ?? null, selected_high: selected?.high ?? null,
  covariates_difference: adjusted?.value ?? null, covariates_low: adjusted?.low ?? null, covariates_high: adjusted?.high ?? null, covariates_explained: adjusted?.explained ?? null,
  epochs_left_out: epochsLeftOut, ...endCells(plannedEnd),
});

/** The one test of a hybrid design; empty before it was read, and for other designs and measures. */
const endCells = (end: Comparison['plannedEnd']): CsvRow => ({
  planned_end_at: end?.at ?? null, planned_end_units: end?.units ?? null, planned_end_difference: end?.value ?? null, planned_end_low: end?.low ?? null, planned_end_high: end?.high ?? null,
  planned_end_p: end?.p ?? null, planned_end_alpha: end?.alpha ?? null,
});

/** The same columns for every kind of difference. */
function differenceCells({ difference: found }: Pick<Comparison, 'difference'>): CsvRow {
  const known = found.kind === 'difference' ? found : null;
  return {
    result: found.kind === 'unknown' ? found.why : found.kind,
    units: found.kind === 'too-few' ? found.have : found.kind === 'unknown' ? null : found.units, units_needed: found.kind === 'too-few' ? found.need : null,
    difference: known?.value ?? (found.kind === 'no-spread' ? found.value : null),
    standard_error: known?.standardError ?? null, low: known?.low ?? null, high: known?.high ?? null, p: known?.p ?? null,
    ...sequenceCells(known), lift: known?.lift?.value ?? null, lift_low: known?.lift?.low ?? null, lift_high: known?.lift?.high ?? null, lift_method: known?.lift?.method ?? null,
    chance_to_win: known?.belief.chanceToWin ?? null, loss_of_treatment: known?.belief.lossOfTreatment ?? null, loss_of_control: known?.belief.lossOfControl ?? null,
  };
}

const sequenceCells = (known: Extract<Comparison['difference'], { kind: 'difference' }> | null): CsvRow => ({
  anytime_low: known?.anytime?.low ?? null, anytime_high: known?.anytime?.high ?? null, anytime_p: known?.anytime?.p ?? null,
  running_low: known?.running?.low ?? null, running_high: known?.running?.high ?? null, running_p: known?.running?.p ?? null,
  looks: known?.running?.looks ?? null, contradiction: known?.running?.contradiction ?? null,
});

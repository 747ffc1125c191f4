import { arrivalCounts, askedMoments, askedRatings, costCap, knownMoments, latencyBuckets, latencyMoments, servedMoments, topicNames, unitMoments, unreadUnits, type LatencyCut, type PhaseKey, type VariantTotals } from '#analytics';
import { ComparedMeasure, usualAlpha } from '#contracts';
import type { Evidence, EvidenceCell, Experiment, LatencyCell, ServedCell } from '#contracts';
import { mergeBuckets, quantileBucket } from '#stats';
import type { EntityManager } from 'typeorm';
import { measureNamed, measures, QUANTILES } from '../analysis/measures.ts';
import { readAssignmentRule, readEpochs, readPauses } from './evidence.sql.ts';
import { contradictingTimes } from './clocks.sql.ts';
import { covariatesOf } from './covariates.ts';
import { arrivalsOf, askedOf, segmentsOf } from './known-before.ts';
import { mixedUnits } from '../mixed-units.sql.ts';
import { readLooks } from './looks.ts';
import { readProof } from '../proof/proof.sql.ts';

/** Everything that an experiment's results follow from, in its present phase: read in the caller's transaction, so of one moment. */
export async function readEvidence(tx: EntityManager, workspaceId: string, experiment: Experiment, totals: readonly VariantTotals[], now: Date): Promise<Evidence> {
  const measured = await readMeasured(tx, workspaceId, experiment, totals, now);
  const phase = phaseOf(workspaceId, experiment);
  return { ...measured, assignment: await readAssignmentRule(tx, phase), clocks: await contradictingTimes(tx, phaseOf(workspaceId, experiment)), ...(await knownOf(tx, phase, experiment, measured.costCap)) };
}

/** The same without what was known of the units before and how they were drawn: all that a look needs, for those who look all the time. */
export async function readMeasured(tx: EntityManager, workspaceId: string, experiment: Experiment, totals: readonly VariantTotals[], now: Date): Promise<Evidence> {
  const phase = phaseOf(workspaceId, experiment);
  const cap = await costCap(tx, phase);
  return {
    format: 'duet-evidence-1', takenAt: now.toISOString(), experiment: aboutOf(experiment),
    plan: { units: experiment.plannedRatings, alpha: experiment.decision.alpha ?? usualAlpha, decision: experiment.decision, ...(experiment.allocation.kind === 'adaptive' && { allocation: experiment.allocation }) },
    variants: experiment.variants.map(({ id, name, backendKind, isControl, isTwin }) => ({ id, name, kind: backendKind, isControl, ...(isTwin && { isTwin }) })),
    epochs: await readEpochs(tx, phase), pauses: await readPauses(tx, phase), cells: await cellsOf(tx, phase, cap), latency: await latencyOf(tx, phase), costCap: cap,
    ...(await servedOf(tx, phase, { experiment, totals, cap })), ratings: await askedRatings(tx, phase), health: { mixed: await mixedUnits(tx, workspaceId, experiment.id, experiment.phase), ...healthOf(totals) }, segments: [], covariates: [], looks: await readLooks(tx, phase), proof: await readProof(tx, phase),
  };
}

const phaseOf = (workspaceId: string, { id, phase, unit }: Experiment): PhaseKey => ({ workspaceId, experimentId: id, phase, clustered: unit === 'conversation' });

const aboutOf = ({ id, name, hypothesis, siteName, state, traffic, unit, phase, epoch, startedAt, stoppedAt }: Experiment): Evidence['experiment'] =>
  ({ id, name, hypothesis, siteName, state, traffic, unit, phase, epoch, startedAt, stoppedAt });

const ofSums = measures.filter(({ source }) => source.kind === 'sums').map(({ measure }) => measure);

async function cellsOf(tx: EntityManager, phase: PhaseKey, cap: number | null): Promise<EvidenceCell[]> {
  const rows = await unitMoments(tx, phase, ofSums, cap);
  return rows.map(({ variantId, epoch, metric, ...sums }) => ({ variantId, epoch, measure: ComparedMeasure.parse(metric), sums }));
}

/** How often each variant failed visitors who came after a moment; null: all of the phase. */
export async function failuresAfter(tx: EntityManager, workspaceId: string, experiment: Experiment, after: Date | null): Promise<EvidenceCell[]> {
  const rows = await unitMoments(tx, phaseOf(workspaceId, experiment), ['failure'], null, after);
  return rows.map(({ variantId, epoch, metric: _, ...sums }) => ({ variantId, epoch, measure: 'failure', sums }));
}

/** What was known of the units before; for response times counts alone, because their quantiles do not add up. */
async function knownOf(tx: EntityManager, phase: PhaseKey, { decision: { primary }, variants }: Experiment, cap: number | null): Promise<Pick<Evidence, 'segments' | 'covariates' | 'covariateNames' | 'arrivals' | 'asked'>> {
  const arrivals = await arrivalCounts(tx, phase);
  const moments = ofSums.includes(primary) ? await knownMoments(tx, phase, primary, cap) : [];
  const names = await topicNames(tx, phase.workspaceId, arrivals.flatMap(({ kind, key }) => (kind === 'topic' && key !== null ? [key] : [])));
  return {
    segments: segmentsOf(moments, names), // Visitors with several conversations stand in several of these rows: they are topics' units, not the measure's.
    ...covariatesOf(phase.clustered ? [] : moments, variants.map(({ id }) => id), names),
    arrivals: arrivalsOf(arrivals, names, await unreadUnits(tx, phase)), asked: askedOf(await askedMoments(tx, phase)),
  };
}

/** The buckets first, because they say up to where the answers of each unit are to be counted. */
async function latencyOf(tx: EntityManager, phase: PhaseKey): Promise<LatencyCell[]> {
  const cells = await latencyBuckets(tx, phase);
  const cuts = cells.flatMap(({ variantId, epoch, metric, buckets }) => QUANTILES.map((q): LatencyCut => ({ variantId, epoch, metric, q, bucket: quantileBucket(mergeBuckets(buckets), q) })));
  const moments = await latencyMoments(tx, phase, cuts);
  return cells.map((cell) => ({
    ...cell,
    upTo: moments.filter((one) => one.variantId === cell.variantId && one.epoch === cell.epoch && one.metric === cell.metric)
      .map(({ q, variantId: _variant, epoch: _epoch, metric: _metric, ...sums }) => ({ q, sums })),
  }));
}

interface Served {
  experiment: Experiment;
  totals: readonly VariantTotals[];
  cap: number | null;
}

/** Nothing where no variant's fallback answered, or where the primary measure is no ratio. */
async function servedOf(tx: EntityManager, phase: PhaseKey, { experiment: { variants, decision: { primary } }, totals, cap }: Served): Promise<{ served?: ServedCell[] }> {
  const treated = variants.filter(({ id, isControl }) => !isControl && totals.some(({ variantId, sums }) => variantId === id && (sums.servedElsewhere ?? 0) > 0)).map(({ id }) => id);
  if (treated.length === 0 || measureNamed(primary).source.kind !== 'sums') return {};
  const rows = await servedMoments(tx, phase, primary, { cap, variantIds: treated });
  return { served: rows.map(({ variantId, epoch, ...sums }) => ({ variantId, epoch, sums })) };
}

/** By variant id. */
function healthOf(totals: readonly VariantTotals[]): Omit<Evidence['health'], 'mixed'> {
  const of = (count: (one: VariantTotals) => number): Record<string, number> => Object.fromEntries(totals.map((one) => [one.variantId, count(one)]));
  return { answers: of(({ sums }) => sums.answers ?? 0), servedElsewhere: of(({ sums }) => sums.servedElsewhere ?? 0) };
}

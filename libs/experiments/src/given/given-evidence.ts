import { SummedMeasure, analyzedEpochs, usualAlpha, type AnalyzeRequest, type AnalyzedEpoch, type AnalyzedVariant, type ComparedMeasure, type Evidence, type EvidenceCell, type UnitSums, type UnitValue } from '#contracts';
import { lookAt } from '../evidence/looks.ts';
import { sumsOf, type Unit } from '../analysis/sums.ts';
import { givenLatency } from './given-latency.ts';
import { assertPossibleAsked } from './possible-asked.ts';
import { assertPossibleCovariates } from './possible-covariates.ts';
import { assertPossibleLooks } from './possible-looks.ts';
import { assertPossibleServed } from './possible-served.ts';
import { MOST_UNITS, assertPossibleSums, assertPossibleUnit } from './possible-sums.ts';

/** Nothing of the analysis hangs on the day where there is no start. */
const NO_DAY = '2000-01-01T00:00:00.000Z';

/**
 * Numbers that somebody brought along, as evidence. A variant's id is its name.
 *
 * @throws RangeError naming the variant and the measure when the numbers are impossible
 */
export function givenEvidence({ plan, variants, experiment, looks, covariateNames, arrivals, asked, health, clocks }: AnalyzeRequest): Evidence {
  assertPossibleLooks(looks);
  assertPossibleAsked(asked ?? []);
  const parts = variants.map((variant) => inVariant(variant.name, () => partsOf(variant, plan.decision.primary)));
  const all = <Part extends 'cells' | 'latency' | 'ratings' | 'segments' | 'covariates'>(part: Part): Evidence[Part] => parts.flatMap((one) => one[part] as unknown[]) as Evidence[Part];
  const served = parts.flatMap((one) => one.served);
  const evidence: Evidence = {
    format: 'duet-evidence-1', takenAt: experiment?.takenAt ?? NO_DAY, plan: { ...plan, alpha: plan.alpha ?? plan.decision.alpha ?? usualAlpha }, experiment: aboutOf(experiment),
    variants: variants.map(({ name, isControl, isTwin }) => ({ id: name, name, kind: 'hybrid', isControl, ...(isTwin && { isTwin }) })),
    epochs: epochsOf(variants), ...(experiment?.pauses && { pauses: experiment.pauses }),
    cells: all('cells'), latency: all('latency'), costCap: null, ratings: all('ratings'),
    health: health ?? { mixed: 0, answers: {}, servedElsewhere: {} }, ...(served.length > 0 && { served }),
    segments: all('segments'), covariates: all('covariates'), ...(covariateNames && { covariateNames }), ...(arrivals && { arrivals }), ...(asked && { asked }), ...(clocks && { clocks }), looks, proof: null,
  };
  // Brought along once and without looks, so read once: from the planned number on it is the planned end of a hybrid design.
  return plan.decision.design === 'hybrid' && looks.length === 0 ? { ...evidence, looks: [lookAt(evidence)] } : evidence;
}

function aboutOf(given: AnalyzeRequest['experiment']): Evidence['experiment'] {
  const { state = 'running', traffic = 'test', unit = 'visitor', startedAt = null, stoppedAt = null } = given ?? {};
  return { id: '', name: '', hypothesis: '', siteName: '', state, traffic, unit, phase: 1, epoch: 1, startedAt, stoppedAt };
}

/** In order; a variant that an epoch does not name had no share in it. */
function epochsOf(variants: readonly AnalyzedVariant[]): Evidence['epochs'] {
  const numbers = [...new Set(variants.flatMap(analyzedEpochs).map(({ number }) => number))].sort((a, b) => a - b);
  return numbers.map((number) => {
    const perVariant = (of: (epoch: AnalyzedEpoch) => number): Record<string, number> => Object.fromEntries(variants.map((variant) => {
      const epoch = analyzedEpochs(variant).find((one) => one.number === number);
      return [variant.name, epoch ? of(epoch) : 0];
    }));
    const assigned = perVariant((epoch) => epoch.assigned);
    return { number, startedAt: NO_DAY, reason: '', weights: perVariant(({ weight }) => weight), assigned, answered: assigned };
  });
}

function inVariant<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof RangeError ? new RangeError(`${name}: ${error.message}`, { cause: error }) : error;
  }
}

type Parts = Pick<Evidence, 'cells' | 'latency' | 'segments' | 'covariates'> & { served: NonNullable<Evidence['served']> };

function partsOf(variant: AnalyzedVariant, primary: ComparedMeasure): Parts & Pick<Evidence, 'ratings'> {
  const { name, ratings } = variant;
  if ((ratings?.asked ?? 0) > MOST_UNITS) throw new RangeError(`more than ${MOST_UNITS} units`);
  if (ratings && ratings.counts.reduce((sum, count) => sum + count, 0) > ratings.asked) throw new RangeError('more ratings than were asked for');
  const epochs = analyzedEpochs(variant).map((epoch) => ofEpoch(name, epoch, primary));
  return {
    cells: epochs.flatMap(({ cells }) => cells), latency: epochs.flatMap(({ latency }) => latency), segments: epochs.flatMap(({ segments }) => segments),
    covariates: epochs.flatMap(({ covariates }) => covariates), served: epochs.flatMap(({ served }) => served), ratings: ratings ? [{ variantId: name, ...ratings }] : [],
  };
}

function ofEpoch(variantId: string, epoch: AnalyzedEpoch, primary: ComparedMeasure): Parts {
  const { number, assigned, covariates, served } = epoch;
  if (assigned > MOST_UNITS) throw new RangeError(`more than ${MOST_UNITS} units`);
  const own = { variantId, epoch: number };
  const cells = SummedMeasure.options.flatMap((measure): EvidenceCell[] => {
    const sums = givenSums(measure, epoch.sums[measure], epoch.values[measure]);
    return sums ? [{ ...own, measure, sums }] : [];
  });
  const latency = givenLatency(epoch).map((cell) => ({ ...own, ...cell }));
  const segments = topicsOf(epoch, primary).map((topic) => ({ ...topic, ...own }));
  if (covariates) assertPossibleCovariates(covariates);
  if (served) assertPossibleServed(served);
  assertAssigned(assigned, [...cells, ...segments, ...latency.flatMap(({ upTo }) => upTo), ...(served ? [{ sums: served }] : []), ...(covariates ? [{ sums: { units: String(covariates.count) } }] : [])]);
  return { cells, latency, segments, covariates: covariates ? [{ ...own, ...covariates }] : [], served: served ? [{ ...own, sums: served }] : [] };
}

function assertAssigned(assigned: number, all: readonly { sums: Pick<UnitSums, 'units'> }[]): void {
  if (all.some(({ sums: { units } }) => BigInt(units) > BigInt(assigned))) throw new RangeError(`more units than the ${assigned} that were assigned`);
}

/** Only a ratio of sums can be told by topic. */
function topicsOf({ topics }: AnalyzedEpoch, primary: ComparedMeasure): { topic: string; name: string; sums: UnitSums }[] {
  if (topics.length === 0) return [];
  const measure = SummedMeasure.safeParse(primary).data;
  if (!measure) throw new RangeError(`${primary} cannot be told by topic`);
  return topics.flatMap(({ topic, name = topic, sums, values }) => {
    const given = givenSums(measure, sums, values);
    return given ? [{ topic, name, sums: given }] : [];
  });
}

function givenSums(measure: SummedMeasure, known: UnitSums | undefined, single: readonly UnitValue[] | undefined): UnitSums | null {
  if (known && single) throw new RangeError(`${measure} is given both as sums and as single values`);
  if (known) assertPossibleSums(measure, known);
  return known ?? (single && single.length > 0 ? summed(measure, single) : null);
}

function summed(measure: SummedMeasure, values: readonly UnitValue[]): UnitSums {
  const units = values.map((value): Unit => (typeof value === 'number' ? [value, 1] : value));
  for (const unit of units) assertPossibleUnit(measure, unit);
  return sumsOf(units);
}

import type { ComparedMeasure, Evidence, EvidenceCell, GuardrailCheck } from '#contracts';
import { mergePairMoments, NO_PAIR_MOMENTS, ratioInterval, sequenceHalfWidth } from '#stats';
import { sayMargin } from '../analysis/gates.ts';
import { checkGuardrails } from '../analysis/guardrails.ts';
import { measureNamed } from '../analysis/measures.ts';
import { assignedUnits } from '../analysis/pace.ts';
import { comparedIn } from '../analysis/plan.ts';
import { measureNames, sayCount, sayValue } from '../analysis/say.ts';
import { between } from '../analysis/strata.ts';
import { momentsOf } from '../analysis/sums.ts';

/** A guardrail that a variant is shown to break, safe to act on at any moment. */
export interface Alarm {
  /** Failures may pass, so they only pause; any other harm is of the variant itself, so it ends the experiment. */
  act: 'pause' | 'stop';
  variantId: string;
  measure: ComparedMeasure;
  /** Assigned in this phase when it was raised, all variants together. */
  units: number;
  /** In one plain sentence, with the numbers. */
  reason: string;
}

/**
 * Everything that there is to act on. Failures first: a variant that fails also hands over more, and a fault can be mended.
 *
 * @param failures those of visitors who came after the last alarm: what was mended since is not held against a variant
 */
export function alarmsOf(evidence: Evidence, failures: readonly EvidenceCell[]): Alarm[] {
  const units = assignedUnits(evidence.epochs);
  const harmed = checkGuardrails(evidence).filter(({ harm }) => harm).map((check): Alarm => ({
    act: check.measure === 'failure' ? 'pause' : 'stop', variantId: check.variantId, measure: check.measure, units, reason: reasonOf(evidence, check),
  }));
  const pausing = harmed.filter(({ act }) => act === 'pause');
  const failing = failingOf(evidence, failures).filter(({ variantId }) => !pausing.some((alarm) => alarm.variantId === variantId)).map((alarm): Alarm => ({ ...alarm, units }));
  return [...pausing, ...failing, ...harmed.filter(({ act }) => act === 'stop')];
}

/** Share of failed answers that no variant may have, however the others do, and the units from which on it is judged. */
const [MOST_FAILURES, FEWEST_JUDGED] = [0.2, 50];

/**
 * Who fails too often by itself: a control that fails is worse than nothing, and variants that all fail are not worse than
 * each other. Judged by the lower end of a confidence sequence, which holds at every look and for all variants at once.
 */
function failingOf({ variants, plan }: Evidence, cells: readonly EvidenceCell[]): Omit<Alarm, 'units'>[] {
  if (!plan.decision.guardrails.some(({ measure }) => measure === 'failure')) return [];
  return variants.flatMap(({ id, name }) => {
    const moments = cells.filter(({ variantId, measure }) => variantId === id && measure === 'failure').map(({ sums }) => momentsOf(sums)).reduce(mergePairMoments, NO_PAIR_MOMENTS);
    const found = ratioInterval(moments);
    if (found.kind === 'too-few' || found.units < FEWEST_JUDGED) return [];
    const reach = found.kind === 'no-spread' ? 0 : sequenceHalfWidth(found.standardError, found.units, { plannedUnits: plan.units, alpha: plan.alpha / variants.length });
    if (found.value - reach <= MOST_FAILURES) return [];
    const reason = `The ${measureNames.failure} is ${sayValue('failure', found.value)} with ${name}, over ${sayCount(found.units)} visitors: no variant may fail in more than ${sayValue('failure', MOST_FAILURES)}.`;
    return [{ act: 'pause', variantId: id, measure: 'failure', reason }];
  });
}

function reasonOf(evidence: Evidence, { variantId, measure, margin, marginIs }: GuardrailCheck): string {
  const { controlId } = comparedIn(evidence);
  const { sides } = between(evidence, measureNamed(measure), controlId, variantId);
  const of = (id: string): string => evidence.variants.find((one) => one.id === id)?.name ?? id;
  const values = sides && ` is ${sayValue(measure, sides.treatment.value)} with ${of(variantId)} and ${sayValue(measure, sides.control.value)} with ${of(controlId)}, over ${sayCount(sides.treatment.units + sides.control.units)} visitors:`;
  return `The ${measureNames[measure]}${values ?? ` of ${of(variantId)} is`} worse than its margin allows (${sayMargin(measure, margin, marginIs)}).`;
}

/** The part more of units after which an alarm that a person went on after is believed again. */
const AGAIN = 1.2;

/**
 * Whether harm is still shown on enough visitors more than Duet acted on the last time.
 *
 * @param actedOn the units of the last alarm of the same variant; null when there was none
 */
export const isNews = ({ units }: Pick<Alarm, 'units'>, actedOn: number | null): boolean => actedOn === null || units >= Math.ceil(actedOn * AGAIN);

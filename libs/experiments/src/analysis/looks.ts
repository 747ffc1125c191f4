import type { ComparedMeasure, Difference, Look, SequenceOverTime } from '#contracts';
import { confidenceSequence, lookAgain, openSequence, type SequencePlan, type SequentialState } from '#stats';

type LookedAt = Look['differences'][number];
type Running = Extract<Difference, { kind: 'difference' }>['running'];

/** The looks at one comparison, in order of time. */
export const looksAt = (looks: readonly Look[], variantId: string, measure: ComparedMeasure): { look: Look; seen: LookedAt }[] =>
  looks.flatMap((look) => {
    const seen = look.differences.find((one) => one.variantId === variantId && one.measure === measure);
    return seen ? [{ look, seen }] : [];
  });

const again = (state: SequentialState, { value, standardError, units, smallerUnits }: Omit<LookedAt, 'variantId' | 'measure'>): SequentialState =>
  lookAgain(state, { difference: { value, standardError, units }, unitsOfSmaller: smallerUnits });

/** What is left of the intervals of all looks and of the present moment, which is a look as well. */
export function runningOf(seen: readonly LookedAt[], now: Omit<LookedAt, 'variantId' | 'measure'>, plan: SequencePlan): Running {
  const { looks, low, high, alwaysValidP } = again(seen.reduce(again, openSequence(plan)), now);
  return low === null || high === null ? null : { low, high, p: alwaysValidP, looks, contradiction: low > high };
}

/** The confidence sequence of one comparison at each look that had enough units. */
export function overTime(looks: readonly Look[], variantId: string, measure: ComparedMeasure, plan: SequencePlan): SequenceOverTime {
  const points: SequenceOverTime['points'] = [];
  let state = openSequence(plan);
  for (const { look, seen } of looksAt(looks, variantId, measure)) {
    if (seen.standardError === 0) continue;
    const sequence = confidenceSequence(seen, plan);
    state = again(state, seen);
    if (sequence.kind === 'too-few' || state.low === null || state.high === null) continue;
    points.push({ at: look.at, units: seen.units, value: seen.value, low: sequence.low, high: sequence.high, runningLow: state.low, runningHigh: state.high });
  }
  return { variantId, measure, points };
}

import type { Evidence, InputOf, Payback, readPayback } from '#contracts';
import { breakEven } from '#stats';
import { measureNamed } from '../analysis/measures.ts';
import { comparedIn } from '../analysis/plan.ts';
import { between } from '../analysis/strata.ts';

const DAY_MS = 24 * 3_600_000;
const MICRO_USD = 1_000_000;
/** Fifty years: a later day is no date to plan with. */
const MOST_DAYS = 18_250;

export type PaybackWish = Omit<InputOf<typeof readPayback>, 'id'>;

/**
 * When what a variant saves on each resolved conversation has paid for its training, counted from the moment of the
 * evidence, if all visitors of the experiment got it from then on. Training and hosting are told, because only the
 * company knows them all; what answers cost is measured.
 *
 * @throws RangeError when the variant is not compared with the control
 */
export function paybackOf(evidence: Evidence, { variantId, trainingUsd, hostingUsdPerHour, resolvedPerDay, withinDays }: PaybackWish): Payback {
  const { controlId, treatmentIds } = comparedIn(evidence);
  if (!treatmentIds.includes(variantId)) throw new RangeError('the variant is not compared with the control');
  const { difference } = between(evidence, measureNamed('cost_resolved'), controlId, variantId);
  const pace = resolvedPerDay ?? paceOf(evidence);
  const hostingPerDayMicroUsd = hostingUsdPerHour * 24 * MICRO_USD;
  const saving = savingOf(difference);
  const found = difference.kind === 'estimate' && pace !== null
    ? breakEven({ training: trainingUsd * MICRO_USD, hostingPerDay: hostingPerDayMicroUsd, resolvedPerDay: pace, saving: { value: -difference.value, standardError: difference.standardError }, withinDays })
    : null;
  const on = (days: number | null): string | null => (days === null || days > MOST_DAYS ? null : new Date(Date.parse(evidence.takenAt) + days * DAY_MS).toISOString());
  return {
    variantId, saving, resolvedPerDay: pace, savedPerDayMicroUsd: saving.kind === 'too-few' || pace === null ? null : saving.value * pace, hostingPerDayMicroUsd,
    from: evidence.takenAt, withinDays,
    breakEven: found && {
      days: found.days, earliest: found.earliest, latest: found.latest, on: on(found.days), earliestOn: on(found.earliest), latestOn: on(found.latest), probability: found.probability,
    },
  };
}

function savingOf(difference: ReturnType<typeof between>['difference']): Payback['saving'] {
  switch (difference.kind) {
    case 'estimate': return { kind: 'saving', value: -difference.value, low: -difference.high, high: -difference.low, units: difference.units };
    case 'no-spread': return { kind: 'no-spread', value: -difference.value, units: difference.units };
    case 'too-few': return { kind: 'too-few', have: difference.have, need: difference.need };
    case 'unknown': throw new RangeError('costs are not censored');
  }
}

/** Conversations resolved alone a day, all variants together, over the time in which the phase ran; null within its first day and where none was. */
function paceOf(evidence: Evidence): number | null {
  const days = daysRun(evidence);
  const resolved = evidence.cells.filter(({ measure }) => measure === 'cost_resolved').reduce((sum, { sums }) => sum + Number(sums.x), 0);
  return days < 1 || resolved === 0 ? null : resolved / days;
}

/** From the begin of the phase to its end or now, without the pauses: hardly anybody is counted while an experiment rests. */
function daysRun({ epochs, pauses = [], experiment: { stoppedAt }, takenAt }: Evidence): number {
  const end = Date.parse(stoppedAt ?? takenAt);
  const begin = epochs[0] ? Date.parse(epochs[0].startedAt) : end;
  const rested = pauses.reduce((sum, { from, until }) => sum + Math.max(0, Math.min(end, until === null ? end : Date.parse(until)) - Math.max(begin, Date.parse(from))), 0);
  return (end - begin - rested) / DAY_MS;
}

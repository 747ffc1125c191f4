import { normalQuantile, normalUpper } from './distributions.ts';

/** What fine-tuning costs and what it saves; all money in one currency. */
export interface TuningCosts {
  /** Once, for training; at least 0. */
  training: number;
  /** A day, for keeping the tuned model ready beyond what the other one costs; at least 0. */
  hostingPerDay: number;
  /** Conversations resolved a day, above 0. */
  resolvedPerDay: number;
  /** Saved on each resolved conversation (cost of the other variant minus its own), with its standard error, above 0. */
  saving: { value: number; standardError: number };
  /** 0.5..0.9999; 0.95 by default. */
  confidence?: number;
  /** The day that the probability is about, above 0; 90 by default. */
  withinDays?: number;
}

/** When training and hosting have paid for themselves by what each resolved conversation saves. */
export interface BreakEven {
  kind: 'break-even';
  /** Days until the saving has paid for training and hosting; `null`: at this saving, never. */
  days: number | null;
  /** Days at the high and at the low end of the saving's interval; `null`: never. */
  earliest: number | null;
  latest: number | null;
  /** Probability, 0..1, that it has paid back within the days asked about. */
  probability: number;
}

/**
 * When fine-tuning has paid for itself: training / (saving x resolved - hosting), in days, with the saving's own
 * uncertainty.
 *
 * The ends come from the ends of the saving's normal interval (days fall as the saving grows), so an interval may be open
 * to "never". The probability is that of a saving of at least (training / days + hosting) / resolved.
 *
 * @throws RangeError when a parameter is out of its range
 * @see break-even by simple payback; the interval of a monotone function of an estimate is the function of its ends
 */
export function breakEven(costs: TuningCosts): BreakEven {
  assertCosts(costs);
  const { training, hostingPerDay, resolvedPerDay, saving, confidence = 0.95, withinDays = 90 } = costs;
  const daysAt = (perConversation: number): number | null => {
    const perDay = perConversation * resolvedPerDay - hostingPerDay;
    return perDay > 0 ? training / perDay : null;
  };
  const reach = normalQuantile((1 + confidence) / 2) * saving.standardError;
  const needed = (training / withinDays + hostingPerDay) / resolvedPerDay;
  return {
    kind: 'break-even',
    days: daysAt(saving.value),
    earliest: daysAt(saving.value + reach),
    latest: daysAt(saving.value - reach),
    probability: normalUpper((needed - saving.value) / saving.standardError),
  };
}

function assertCosts({ training, hostingPerDay, resolvedPerDay, saving, confidence = 0.95, withinDays = 90 }: TuningCosts): void {
  const amount = (value: number, least: boolean) => least && value < Infinity;
  const possible =
    amount(training, training >= 0) && amount(hostingPerDay, hostingPerDay >= 0) && amount(resolvedPerDay, resolvedPerDay > 0) &&
    Number.isFinite(saving.value) && amount(saving.standardError, saving.standardError > 0) &&
    confidence >= 0.5 && confidence <= 0.9999 && amount(withinDays, withinDays > 0);
  if (!possible) throw new RangeError(`impossible costs: ${JSON.stringify({ training, hostingPerDay, resolvedPerDay, saving, confidence, withinDays })}`);
}

import type { InputOf, ReplyOf, planExperiment } from '#contracts';
import { requiredRatings } from '#stats';
import { Problem } from '#platform';

/** Chance of seeing a difference where there is none, shared out over the comparisons with the control. */
const ALPHA = 0.05;

/**
 * How many ratings show a difference of satisfied shares, in one look at the end.
 *
 * @throws Problem `invalid_request` when baseline and difference together exceed 100 %
 */
export function planOf({ baseline, difference, variants, power }: InputOf<typeof planExperiment>): ReplyOf<typeof planExperiment> {
  if (baseline + difference > 1) throw new Problem('invalid_request', { detail: 'The share cannot rise above 100 %: choose a smaller difference.' });
  const { control, treatment } = requiredRatings({ share: baseline, difference, power, alpha: ALPHA / (variants - 1) });
  const ratingsPerVariant = Math.max(control, treatment);
  const ratings = ratingsPerVariant * variants;
  return { ratingsPerVariant, ratings, sentence: sentenceOf({ baseline, difference, variants, power, ratingsPerVariant, ratings }) };
}

const whole = new Intl.NumberFormat('en');
const points = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

interface Said extends InputOf<typeof planExperiment> {
  ratingsPerVariant: number;
  ratings: number;
}

const sentenceOf = ({ baseline, difference, variants, power, ratingsPerVariant, ratings }: Said): string =>
  `About ${whole.format(ratings)} ratings (${whole.format(ratingsPerVariant)} for each of ${variants} variants) show a rise of ` +
  `${points.format(difference * 100)} points from ${points.format(baseline * 100)} % satisfied, with a chance of ${points.format(power * 100)} %.`;

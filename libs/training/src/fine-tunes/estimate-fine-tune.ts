import type { DataSetManifest, FineTuneEstimate, FineTunePrices } from '#contracts';
import { estimate } from '../data-sets/estimate.ts';

/** Of providers who choose for themselves. */
const USUAL_EPOCHS = 3;
const HOURS_A_DAY = 24;
const MILLION = 1_000_000;

/** A model that the tuned one may take the place of. */
export interface Compared {
  key: string;
  /** Dollars per million tokens. */
  inputPrice: number;
  outputPrice: number;
  /** Of its usual answer; null: it has not answered yet. */
  inputTokens: number | null;
  outputTokens: number | null;
  answers: number;
}

/**
 * Tokens and cost of a training, and the answers a day from which a tuned model that is paid by the hour costs less than
 * another that is paid by the token: hosting of a day, divided by what one answer saves.
 */
export function estimateFineTuning(parts: DataSetManifest['parts'], epochs: number | null, prices: FineTunePrices, compared: Compared | null): FineTuneEstimate {
  const training = estimate(parts, epochs ?? USUAL_EPOCHS, prices.training);
  if (prices.hourly === 0) return { ...training, hosting: null };
  const perDay = prices.hourly * HOURS_A_DAY;
  const { key = null, inputTokens = null, outputTokens = null, answers = 0 } = compared ?? {};
  const saved = compared === null ? null : savedByAnswer(prices, compared);
  return {
    ...training,
    hosting: { perDay, comparedWith: key, inputTokens, outputTokens, answers, breakEvenAnswersPerDay: saved === null || saved <= 0 ? null : Math.ceil(perDay / saved) },
  };
}

/** Dollars; null while nothing is known of the other model's answers. */
function savedByAnswer(prices: FineTunePrices, { inputPrice, outputPrice, inputTokens, outputTokens }: Compared): number | null {
  if (inputTokens === null || outputTokens === null) return null;
  return ((inputPrice - prices.input) * inputTokens + (outputPrice - prices.output) * outputTokens) / MILLION;
}

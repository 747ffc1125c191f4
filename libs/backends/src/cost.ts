/**
 * Millionths of a dollar as a whole number. The fraction is rounded up with its own chance, so that sums over many answers
 * are right although one answer of the built-in engine costs a tenth of the unit.
 */
export function wholeMicroUsd(exact: number, random: () => number): number {
  const whole = Math.floor(exact);
  return whole + (random() < exact - whole ? 1 : 0);
}

/** @param pricePerHour dollars */
export const cpuMicroUsd = (cpuMs: number, pricePerHour: number): number => (cpuMs / 3_600_000) * pricePerHour * 1_000_000;

export interface TokenPrices {
  /** Dollars per million tokens, which is millionths of a dollar per token. */
  inputPrice: number;
  outputPrice: number;
}

export const tokenMicroUsd = ({ inputPrice, outputPrice }: TokenPrices, inputTokens: number, outputTokens: number): number =>
  inputTokens * inputPrice + outputTokens * outputPrice;

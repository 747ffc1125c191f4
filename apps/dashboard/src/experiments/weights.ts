export const WHOLE = 10_000;

/** Even weights of 10,000, or of what is left of them, for so many variants; the first ones take what does not divide. */
export function evenWeights(variants: number, whole = WHOLE): number[] {
  const each = Math.floor(whole / variants);
  return Array.from({ length: variants }, (_, at) => each + (at < whole - each * variants ? 1 : 0));
}

export const sumOf = (weights: readonly number[]): number => weights.reduce((sum, one) => sum + one, 0);

/** A percentage as typed, as a weight of 10,000. */
export const weightOf = (percent: string | number): number => Math.round(Math.min(100, Math.max(0, Number(percent) || 0)) * 100);

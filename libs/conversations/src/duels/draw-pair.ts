/** A version that could write a draft; with its variant when it does so for an experiment. */
export interface Candidate {
  backendVersionId: string;
  variantId: string | null;
}

export interface Pair {
  left: Candidate;
  right: Candidate;
}

/**
 * Two candidates of different versions, each such pair with the same chance, on sides by chance.
 *
 * @param random uniform in [0, 1)
 * @returns null when all are the same version
 */
export function drawPair(candidates: readonly Candidate[], random: () => number): Pair | null {
  // Both orders are among them, so one draw decides about the pair and its sides.
  const pairs = candidates.flatMap((left) => candidates.filter((right) => right.backendVersionId !== left.backendVersionId).map((right) => ({ left, right })));
  return pairs[Math.floor(random() * pairs.length)] ?? null;
}

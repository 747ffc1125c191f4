import type { SearchWeights } from '#contracts';

export type { SearchWeights } from '#contracts';

/** Where nothing was learnt: all three alike, which was measured best without knowing the workspace. */
export const STANDARD_WEIGHTS: SearchWeights = { text: 1 / 3, questions: 1 / 3, meaning: 1 / 3 };

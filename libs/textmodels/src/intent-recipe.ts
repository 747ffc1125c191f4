/**
 * How an intent model is learnt. Each field may be varied alone, by hand or by a search; {@link standardRecipe} holds
 * what measured best on public sets. `null` leaves a choice to the size of the training set or to held-out examples.
 */
export interface IntentRecipe {
  readonly topLayer: TopLayerRecipe;
  readonly ngrams: NgramRecipe;
  readonly examples: ExampleRecipe;
  readonly mixture: MixtureRecipe;
}

/** The encoder's last layer and a cosine head, trained by Adam. */
export interface TopLayerRecipe {
  /** 1..200; null: 8, or 36 below 1,000 examples. */
  readonly epochs: number | null;
  /** Learning rate of the layer at the start; it falls to 0 in a straight line. 1e-5..1e-2 */
  readonly layerRate: number;
  /** The same of the head. 1e-4..1e-1 */
  readonly headRate: number;
  /** Share of the layer's outputs that each step leaves out, 0..0.8. */
  readonly dropout: number;
  /** Multiplies the cosines before the softmax, 4..64: the larger, the surer the head can get. */
  readonly headScale: number;
}

/** The model on words and letters, trained by Adagrad. */
export interface NgramRecipe extends NgramShape {
  /** 1..200; null: 8, or 24 below 1,000 examples. */
  readonly epochs: number | null;
  /** 0.01..2 */
  readonly learningRate: number;
  /** Texts in which an n-gram must occur to count, from 1; null: 2 above 2,000 examples, else 1. */
  readonly leastTexts: number | null;
}

/** Which pieces of a text count. */
export interface NgramShape {
  /** Longest run of words, 1..3. */
  readonly words: number;
  /** Shortest and longest run of letters inside a word, 1..8; its edges count as letters. */
  readonly shortest: number;
  readonly longest: number;
}

/** Training examples that the hybrid looks up. */
export interface ExampleRecipe {
  /** Kept of each label, 1..1,000; 512 bytes each. */
  readonly perLabel: number;
  /** How many of the likest ones vote, 1..50. */
  readonly neighbours: number;
}

/** Shares of the members, which sum to 1; null: learnt from held-out examples. */
export interface MixtureRecipe {
  readonly fineTuned: readonly [topLayer: number, ngrams: number] | null;
  readonly hybrid: readonly [topLayer: number, ngrams: number, examples: number] | null;
}

export const standardRecipe: IntentRecipe = {
  topLayer: { epochs: null, layerRate: 5e-4, headRate: 5e-3, dropout: 0.1, headScale: 16 },
  ngrams: { epochs: null, learningRate: 0.2, words: 2, shortest: 3, longest: 5, leastTexts: null },
  examples: { perLabel: 64, neighbours: 10 },
  mixture: { fineTuned: null, hybrid: null },
};

/** Below this many examples an epoch has few steps, so more epochs are needed; above, 12 measured no better than 8. */
const smallSet = 1000;
/** Above this many examples an n-gram must occur in two of them. */
const largeSet = 2000;

/** The choices that a recipe leaves to the number of training examples. */
export function settled({ topLayer, ngrams }: Pick<IntentRecipe, 'topLayer' | 'ngrams'>, examples: number) {
  const small = examples < smallSet;
  return {
    topLayerEpochs: topLayer.epochs ?? (small ? 36 : 8),
    patience: small ? 8 : 3,
    ngramEpochs: ngrams.epochs ?? (small ? 24 : 8),
    leastTexts: ngrams.leastTexts ?? (examples > largeSet ? 2 : 1),
  };
}

import { settled, standardRecipe, type IntentRecipe } from './intent-recipe.ts';
import type { Random } from './seeded-random.ts';

const { max, round } = Math;

/** Rates are drawn between a quarter and four times the standard ones, evenly on a logarithm. */
const octaves = 2;
/** Of the parameters of a recipe that is tried, so many stay as they are: the standard ones are good already. */
const stays = 0.5;

/**
 * A recipe near the standard one, by chance.
 *
 * @param examples how many it will learn from
 */
export function drawRecipe(random: Random, examples: number): IntentRecipe {
  const { topLayer, ngrams } = standardRecipe;
  const usual = settled(standardRecipe, examples);
  const or = <T>(standard: T, draw: () => T): T => (random() < stays ? standard : draw());
  const of = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  const rate = (standard: number): number => or(standard, () => rounded(standard * 2 ** ((2 * random() - 1) * octaves)));
  const epochs = (standard: number): number => or(standard, () => max(1, round(standard * of([0.5, 0.75, 1.5, 2]))));
  return {
    topLayer: {
      epochs: epochs(usual.topLayerEpochs), layerRate: rate(topLayer.layerRate), headRate: rate(topLayer.headRate),
      dropout: or(topLayer.dropout, () => of([0, 0.2, 0.3, 0.4, 0.5])), headScale: or(topLayer.headScale, () => of([8, 12, 20, 24])),
    },
    ngrams: {
      epochs: epochs(usual.ngramEpochs), learningRate: rate(ngrams.learningRate), leastTexts: or(usual.leastTexts, () => of([1, 2, 3])),
      words: or(ngrams.words, () => of([1, 3])), shortest: or(ngrams.shortest, () => of([2, 4])), longest: or(ngrams.longest, () => of([4, 6])),
    },
    examples: { ...standardRecipe.examples, neighbours: or(standardRecipe.examples.neighbours, () => of([5, 20])) },
    mixture: or(standardRecipe.mixture, () => drawMixture(of)),
  };
}

function drawMixture(of: <T>(choices: readonly T[]) => T): IntentRecipe['mixture'] {
  const top = of([0.3, 0.4, 0.5, 0.6, 0.7]);
  const examples = of([0.2, 0.3, 0.4]);
  return { fineTuned: [top, rounded(1 - top)], hybrid: [rounded(top * (1 - examples)), rounded((1 - top) * (1 - examples)), examples] };
}

/** Three digits: what a person would write down. */
const rounded = (value: number): number => Number(value.toPrecision(3));

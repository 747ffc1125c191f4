import type { Recipe } from '#contracts';
import { words } from './strings.ts';

const { parameters: names, learnt } = words.trials;
type Part = [name: string, value: string];

const sharesOf = (shares: readonly number[] | null): string => shares === null ? learnt : shares.map((share) => share.toFixed(2)).join(' / ');

const partsOf = ({ topLayer, ngrams, examples, mixture }: Recipe): Part[] => [
  [names.epochs, String(topLayer.epochs)], [names.layerRate, String(topLayer.layerRate)], [names.headRate, String(topLayer.headRate)],
  [names.dropout, String(topLayer.dropout)], [names.headScale, String(topLayer.headScale)],
  [names.ngramEpochs, String(ngrams.epochs)], [names.ngramRate, String(ngrams.learningRate)], [names.leastTexts, String(ngrams.leastTexts)],
  [names.words, String(ngrams.words)], [names.letters, `${ngrams.shortest}-${ngrams.longest}`], [names.neighbours, String(examples.neighbours)],
  [names.fineTuned, sharesOf(mixture.fineTuned)], [names.hybrid, sharesOf(mixture.hybrid)],
];

/** What the standard recipe leaves to the number of questions is settled in a drawn one: the usual number is no difference. */
const settles = new Set<string>([names.epochs, names.ngramEpochs, names.leastTexts]);

/**
 * What sets a recipe apart from the standard one, in a line: `dropout 0.3, words 1`.
 *
 * @param usual what most drawn recipes settle on, by parameter name
 */
export function recipeText(recipe: Recipe, standard: Recipe, usual: ReadonlyMap<string, string>): string {
  const before = new Map(partsOf(standard));
  const changed = partsOf(recipe).filter(([name, value]) => value !== before.get(name) && !(settles.has(name) && usual.get(name) === value));
  return changed.map(([name, value]) => `${name} ${value}`).join(', ');
}

/** The value that most recipes have for what the standard one leaves open. */
export function usualOf(recipes: readonly Recipe[]): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const recipe of recipes) {
    for (const [name, value] of partsOf(recipe)) {
      const values = counts.get(name) ?? new Map<string, number>();
      counts.set(name, values.set(value, (values.get(value) ?? 0) + 1));
    }
  }
  return new Map([...counts].map(([name, values]) => [name, [...values].sort((a, b) => b[1] - a[1])[0]![0]]));
}

import { describe, expect, it } from '@jest/globals';
import type { Recipe, TrainingTrial } from '#contracts';
import { base64Of } from './base64.ts';
import { recipeText, usualOf } from './recipe-text.ts';

const standard: Recipe = {
  topLayer: { epochs: null, layerRate: 5e-4, headRate: 5e-3, dropout: 0.1, headScale: 16 },
  ngrams: { epochs: null, learningRate: 0.2, leastTexts: null, words: 2, shortest: 3, longest: 5 },
  examples: { perLabel: 64, neighbours: 10 }, mixture: { fineTuned: null, hybrid: null },
};
const drawn = (epochs: number, dropout = 0.1): Recipe => ({
  ...standard, topLayer: { ...standard.topLayer, epochs, dropout }, ngrams: { ...standard.ngrams, epochs: 24, leastTexts: 1 },
});

describe('a recipe that was tried', () => {
  it('is told by what sets it apart, not by what the number of questions settles', () => {
    const usual = usualOf([drawn(36), drawn(36), drawn(18)]);
    expect(recipeText(drawn(36), standard, usual)).toBe('');
    expect(recipeText(drawn(18, 0.3), standard, usual)).toBe('epochs 18, dropout 0.3');
    const mixed: TrainingTrial['recipe'] = { ...drawn(36), mixture: { fineTuned: [0.6, 0.4], hybrid: null } };
    expect(recipeText(mixed, standard, usual)).toBe('mixture fine-tuned 0.60 / 0.40');
  });
});

describe('a file on its way into a request', () => {
  it('is the same bytes on the other side', () => {
    for (const length of [1, 2, 3, 24_575, 24_577, 60_000]) {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * 7) % 256);
      expect(Buffer.compare(Buffer.from(base64Of(bytes), 'base64'), bytes)).toBe(0);
    }
  });
});

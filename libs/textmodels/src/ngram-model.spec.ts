import { describe, expect, it } from '@jest/globals';
import { countNgrams, learnNgrams, ngramReader } from './ngram-features.ts';
import { linearScores, trainNgramModel } from './ngram-model.ts';
import { standardRecipe } from './intent-recipe.ts';
import { dequantised, quantise, rowDot } from './quantised-rows.ts';
import { seededRandom } from './seeded-random.ts';
import { argmax, dot } from './vectors.ts';

const { words, shortest, longest, learningRate } = standardRecipe.ngrams;
const shape = { words, shortest, longest };

describe('n-gram features', () => {
  it('count words, pairs and runs of 3 to 5 letters inside words', () => {
    const grams = countNgrams('my card', shape);
    // words my, card; pairs ' my', 'my card'; of ' my ': 2 threes, 1 four; of ' card ': 4 threes, 3 fours, 2 fives
    expect(grams.size).toBe(2 + 2 + 3 + 9);
    expect(countNgrams('My  CARD', shape)).toEqual(grams);
  });

  it('are unit vectors over what training has seen', () => {
    const vocabulary = learnNgrams(['lost card', 'late parcel'], shape);
    const read = ngramReader(vocabulary);
    const vector = read('my card is lost');
    expect(dot(vector.values, vector.values)).toBeCloseTo(1, 5);
    expect(vector.known).toBeGreaterThan(0);
    expect(vector.known).toBeLessThan(1);
    expect(read('zzz')).toEqual({ positions: Int32Array.of(), values: Float32Array.of(), known: 0 });
  });

  it('need as many texts as they are told', () => {
    const texts = Array.from({ length: 3 }, (_, i) => `common ${i === 0 ? 'singular' : 'words'}`);
    const read = ngramReader(learnNgrams(texts, shape, 2));
    expect(read('words').known).toBeGreaterThan(0);
    expect(read('singular').known).toBeLessThan(read('words').known);
  });
});

describe('the n-gram model', () => {
  const texts = [
    'where is my parcel', 'my parcel is late', 'parcel not here', 'card was declined', 'declined my card',
    'card broken',
  ];
  const classOf = [0, 0, 0, 1, 1, 1];
  const vocabulary = learnNgrams(texts, shape);
  const read = ngramReader(vocabulary);
  const run = () => {
    const losses: number[] = [];
    const steps = trainNgramModel({
      vectors: texts.map(read), classOf, features: vocabulary.hashes.length, classes: 2, epochs: 6,
      learningRate, random: seededRandom(1),
    });
    for (;;) {
      const step = steps.next();
      if (step.done) return { losses, weights: step.value };
      losses.push(step.value.loss);
    }
  };

  it('learns which words speak for which label', () => {
    const { losses, weights } = run();
    expect(losses.at(-1)).toBeLessThan(losses[0]! / 2);
    expect(argmax(linearScores(weights, read('the parcel')))).toBe(0);
    expect(argmax(linearScores(weights, read('a declined credit card')))).toBe(1);
  });

  it('learns the same from the same seed', () => {
    expect(run()).toEqual(run());
  });
});

describe('8-bit rows', () => {
  it('keep products to about two digits and zero rows zero', () => {
    const random = seededRandom(5);
    const matrix = Float32Array.from({ length: 200 }, (_, i) => (i < 100 ? random() - 0.5 : 0));
    const rows = quantise(matrix, 2, 100);
    const vector = Float32Array.from({ length: 100 }, () => random() - 0.5);
    expect(Math.abs(rowDot(rows, 0, vector) - dot(matrix.subarray(0, 100), vector))).toBeLessThan(0.02);
    expect(rowDot(rows, 1, vector)).toBe(0);
    expect(rowDot(rows, 0, vector)).toBeCloseTo(dot(dequantised(rows).subarray(0, 100), vector), 5);
  });
});

import { describe, expect, it } from '@jest/globals';
import { learnMixture, mix } from './mixture.ts';
import { seededRandom } from './seeded-random.ts';
import { fitTemperature } from './temperature.ts';
import { softmax } from './vectors.ts';

const random = seededRandom(21);
const truths = Array.from({ length: 400 }, () => Math.floor(random() * 3));
const knowing = truths.map((truth) => softmax([0, 1, 2].map((label) => (label === truth ? 2 : 0) + random())));
const guessing = truths.map(() => softmax([random(), random(), random()]));

describe('a mixture', () => {
  it('gives the member that knows more the larger share', () => {
    const { shares } = learnMixture([knowing, guessing], truths);
    expect(shares[0]).toBeGreaterThan(0.7);
    expect(shares[0]! + shares[1]!).toBeCloseTo(1, 10);
  });

  it('keeps equal shares where nothing speaks for others', () => {
    expect(learnMixture([knowing, knowing], truths).shares).toEqual([0.5, 0.5]);
    expect(learnMixture([[], []], []).shares).toEqual([0.5, 0.5]);
  });

  it('is a probability whose classes all members must find plausible', () => {
    const members = [Float32Array.of(0.9, 0.1, 0), Float32Array.of(0, 0.4, 0.6)];
    const mixed = mix(members, { shares: [0.5, 0.5], temperature: 1 });
    expect(mixed.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    expect(mixed[1]).toBe(Math.max(...mixed));
  });
});

describe('the temperature', () => {
  it('finds how over-confident scores are', () => {
    const score = (label: number, truth: number): number => (label === truth ? 1 : 0) + random() * 2;
    const scores = truths.map((truth) => Float32Array.from([0, 1, 2], (label) => score(label, truth)));
    const base = fitTemperature(scores, truths);
    const inflated = scores.map((row) => row.map((score) => score * 3));
    expect(fitTemperature(inflated, truths)).toBeCloseTo(base * 3, 2);
  });

  it('falls back where there is nothing to learn from', () => {
    expect(fitTemperature([], [], 0.7)).toBe(0.7);
  });
});

import { describe, expect, it } from '@jest/globals';
import { accuracy, auroc, confusedPairs, expectedCalibrationError, judged, macroF1, reliability } from './metrics.ts';
import { riskCoverage, sampledCurve } from './risk-coverage.ts';

const results = [
  { truth: 0, predicted: 0, confidence: 0.9 }, { truth: 0, predicted: 1, confidence: 0.4 },
  { truth: 1, predicted: 1, confidence: 0.8 }, { truth: 2, predicted: 1, confidence: 0.6 },
];

describe('the metrics', () => {
  it('count right answers', () => {
    expect(accuracy(results)).toBe(0.5);
    expect(accuracy([])).toBe(0);
  });

  it('average F1 over the classes', () => {
    expect(macroF1(results)).toBeCloseTo((2 / 3 + 2 / 4 + 0) / 3, 10);
  });

  it('measure the distance between confidence and accuracy', () => {
    expect(expectedCalibrationError(results)).toBeCloseTo((0.1 + 0.4 + 0.2 + 0.6) / 4, 10);
    const honest = Array.from({ length: 10 }, (_, i) => ({ truth: 0, predicted: i < 7 ? 0 : 1, confidence: 0.7 }));
    expect(expectedCalibrationError(honest)).toBeCloseTo(0, 10);
  });

  it('tell for each confidence how often it was right', () => {
    expect(reliability(results, 2)).toEqual([
      { count: 1, confidence: 0.4, accuracy: 0 }, { count: 3, confidence: expect.closeTo(0.7667, 4), accuracy: 2 / 3 },
    ]);
  });

  it('rank positives above negatives, ties counted half', () => {
    expect(auroc([0.9, 0.8], [0.1, 0.2])).toBe(1);
    expect(auroc([0.5], [0.5])).toBe(0.5);
    expect(auroc([0.9, 0.3], [0.5, 0.1])).toBe(0.75);
  });

  it('name the mistakes made most', () => {
    expect(confusedPairs([...results, results[3]!])[0]).toEqual({ truth: 2, predicted: 1, count: 2 });
  });

  it('judge probabilities by their largest', () => {
    expect(judged([0.2, 0.7, 0.1], 2)).toEqual({ truth: 2, predicted: 1, confidence: 0.7 });
  });
});

describe('the risk-coverage curve', () => {
  const curve = riskCoverage(results);

  it('goes from the surest answer to all of them', () => {
    expect(curve.map(({ accuracy: share }) => share)).toEqual([1, 1, 2 / 3, 0.5]);
    expect(curve.at(-1)).toEqual({ threshold: 0.4, coverage: 1, accuracy: 0.5 });
  });

  it('treats equal confidences as one step', () => {
    expect(riskCoverage(results.map((result) => ({ ...result, confidence: 0.5 })))).toHaveLength(1);
  });

  it('counts what is never answered as uncovered', () => {
    expect(riskCoverage(results, 8).at(-1)).toEqual({ threshold: 0.4, coverage: 0.5, accuracy: 0.5 });
  });

  it('stays at 1 for a model that is always right, whatever it covers', () => {
    const perfect = riskCoverage(results.map((result) => ({ ...result, predicted: result.truth })));
    expect(perfect.map(({ accuracy: share }) => share)).toEqual([1, 1, 1, 1]);
  });

  it('covers less the higher the threshold', () => {
    curve.slice(1).forEach((point, i) => {
      expect(point.threshold).toBeLessThan(curve[i]!.threshold);
      expect(point.coverage).toBeGreaterThan(curve[i]!.coverage);
    });
  });

  it('can be drawn with few points', () => {
    expect(sampledCurve(curve, 2).map(({ coverage }) => coverage)).toEqual([0.5, 1]);
  });
});

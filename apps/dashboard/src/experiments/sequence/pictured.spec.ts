import { describe, expect, it } from '@jest/globals';
import type { ComparedMeasure, Results } from '#contracts';
import { domainOf, leftAt, picturable, type Pictured, type SequencePoint } from './pictured.ts';

const point = (low: number, high: number, more: Partial<SequencePoint> = {}): SequencePoint => ({ at: '2026-11-02T00:00:00.000Z', units: 100, value: (low + high) / 2, low, high, runningLow: low, runningHigh: high, ...more });
const pictured = (points: SequencePoint[]): Pictured => ({
  variant: { id: 'b', name: 'B', backendVersionId: 'v', backendName: 'B', backendKind: 'hybrid', versionNumber: 1, weight: 5_000, isControl: false, isTwin: false }, look: { colour: 'green', shape: 'triangle', hollow: false }, points,
});

describe('the picture of a confidence sequence', () => {
  it('has one axis for all variants, with zero on it and without the breadth of the first look', () => {
    expect(domainOf([pictured([point(-5, 5), point(0.1, 0.4)]), pictured([point(-9, 9), point(0.2, 0.8)])])).toEqual([0, 0.8]);
  });

  it('can be had of each measure with two looks, the one that decides first', () => {
    const { variant } = pictured([]);
    const sequence = (measure: ComparedMeasure, points: SequencePoint[]) => ({ variantId: 'b', measure, points });
    const results = {
      experiment: { decision: { primary: 'csat' } }, variants: [{ variant: { ...variant, id: 'a', isControl: true } }, { variant }],
      analysis: { comparisons: [{ measure: 'cost' }, { measure: 'csat' }, { measure: 'thumbs' }], sequences: [sequence('cost', [point(0, 1), point(0, 1)]), sequence('csat', [point(0, 1), point(0, 1)]), sequence('thumbs', [point(0, 1)])] },
    } as unknown as Results;
    expect(picturable(results)).toEqual(['csat', 'cost']);
  });

  it('shows nothing where earlier and later looks exclude each other', () => {
    expect(leftAt(point(0, 1, { runningLow: 0.5, runningHigh: 0.4 }))).toBeNull();
    expect(leftAt(point(0, 1, { runningLow: 0.2, runningHigh: 0.4 }))).toEqual([0.2, 0.4]);
  });
});

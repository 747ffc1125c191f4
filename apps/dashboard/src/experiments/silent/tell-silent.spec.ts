import { describe, expect, it } from '@jest/globals';
import type { NonResponse } from '#contracts';
import { tellComparable, tellSilent, tellWeighted } from './tell-silent.ts';

const of = (variantId: string, test: NonResponse['test']): NonResponse => ({ variantId, asked: 500, rated: 200, bounds: { low: 2, high: 4 }, test, differenceBounds: null, leeBounds: null });
const nameOf = (id: string): string => `Variant ${id}`;
const odd = { difference: 0.1, p: 0.0001, sequentialP: 0.004, notComparable: true };
const fine = { difference: 0.01, p: 0.42, sequentialP: 1, notComparable: false };

describe('those who did not rate', () => {
  it('are a reason not to compare where one variant is rated more or less often', () => {
    expect(tellSilent([of('a', null), of('b', odd), of('c', odd)], nameOf)).toEqual({ alarm: true, sentence: expect.stringContaining('Visitors of Variant b and Variant c do not rate as often') });
    expect(tellSilent([of('a', null), of('b', fine)], nameOf)).toEqual({ alarm: false, sentence: expect.stringContaining('ratings may be compared') });
    expect(tellSilent([of('a', null), of('b', null)], nameOf).sentence).toMatch(/^Too few/);
  });

  it('are stood for by raters like them, beside the difference without weights, or it says why not', () => {
    expect(tellWeighted({ kind: 'difference', value: 0.12, low: -0.05, high: 0.29, unweighted: -0.4, units: 900, cells: 6 }, false)).toBe('+0.12 (−0.05 to +0.29), without weights −0.40');
    expect(tellWeighted({ kind: 'too-few', have: 12, need: 30 }, false)).toBe('too few yet (12 of 30 raters)');
    expect([tellWeighted({ kind: 'alike' }, false), tellWeighted({ kind: 'no-spread', value: 1, units: 80 }, false), tellWeighted(null, true), tellWeighted(undefined, false)])
      .toEqual(['all raters are alike', '+1.00, all ratings are alike', 'control', 'not kept then']);
  });

  it('are told variant by variant', () => {
    expect([tellComparable(of('a', null), true), tellComparable(of('b', odd), false), tellComparable(of('c', fine), false), tellComparable(of('d', null), false)])
      .toEqual(['control', 'not comparable (p = 0.004; if looked at once, p < 0.001)', 'comparable (p = 1.000; if looked at once, p = 0.420)', 'too few to say']);
  });
});

import { describe, expect, it } from '@jest/globals';

import { chanceToWin } from './chance-to-win.ts';

describe('the chance to win', () => {
  it('follows the normal posterior', () => {
    // m, s = .03, .02; norm = scipy.stats.norm: norm.cdf(m/s), s*norm.pdf(m/s) - m*norm.cdf(-m/s), ... + m*norm.cdf(m/s)
    const belief = chanceToWin({ value: 0.03, standardError: 0.02 });
    expect(belief).toMatchObject({ mean: 0.03, deviation: 0.02 });
    expect(belief.chanceToWin).toBeCloseTo(0.9331927987311419, 13);
    expect(belief.lossOfTreatment).toBeCloseTo(0.0005861358752520928, 15);
    expect(belief.lossOfControl).toBeCloseTo(0.030586135875252093, 14);
  });

  it('shrinks towards a prior by its precision', () => {
    // pv = 1/(1/.02**2 + 1/.05**2); pv*.03/.02**2; sqrt(pv)
    const belief = chanceToWin({ value: 0.03, standardError: 0.02 }, { mean: 0, deviation: 0.05 });
    expect(belief.mean).toBeCloseTo(0.02586206896551724, 14);
    expect(belief.deviation).toBeCloseTo(0.018569533817705184, 14);
  });

  it('has losses whose difference is the mean, and turns with the sign', () => {
    const forth = chanceToWin({ value: 0.4, standardError: 0.3 });
    const back = chanceToWin({ value: -0.4, standardError: 0.3 });
    expect(forth.lossOfControl - forth.lossOfTreatment).toBeCloseTo(0.4, 14);
    expect(back.chanceToWin).toBeCloseTo(1 - forth.chanceToWin, 14);
    expect(back.lossOfTreatment).toBeCloseTo(forth.lossOfControl, 14);
  });

  it('refuses a standard error of 0', () => {
    expect(() => chanceToWin({ value: 1, standardError: 0 })).toThrow(RangeError);
    expect(() => chanceToWin({ value: 1, standardError: 1 }, { mean: 0, deviation: -1 })).toThrow(RangeError);
  });
});

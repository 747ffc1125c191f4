import { describe, expect, it } from '@jest/globals';

import { sharesOverEpochs } from './sample-ratio-epochs.ts';
import { sampleRatio } from './sample-ratio.ts';

describe('shares over epochs', () => {
  const ramp = [
    { weights: [9000, 1000], units: [900, 100] },
    { weights: [5000, 5000], units: [500, 500] },
  ];

  it('expect the units of each epoch by the weights of that epoch', () => {
    expect(sharesOverEpochs(ramp)).toEqual([
      { units: 1400, weight: 1400 },
      { units: 600, weight: 600 },
    ]);
  });

  it('keep a ramp-up from looking like lost visitors', () => {
    expect(sampleRatio(sharesOverEpochs(ramp))).toMatchObject({ statistic: 0, mismatch: false });
    const byLatestWeights = [1400, 600].map((units) => ({ units, weight: 5000 }));
    expect(sampleRatio(byLatestWeights)).toMatchObject({ mismatch: true });
  });

  it('give a variant that never had a weight no degree of freedom', () => {
    const shares = sharesOverEpochs([{ weights: [1, 1, 0], units: [480, 520, 0] }]);
    expect(sampleRatio(shares)).toMatchObject({ degreesOfFreedom: 1 });
  });

  it('refuse impossible epochs', () => {
    expect(() => sharesOverEpochs([{ weights: [0, 0], units: [1, 1] }])).toThrow(RangeError);
    expect(() => sharesOverEpochs([{ weights: [1, 1], units: [1, 0.5] }])).toThrow(RangeError);
    expect(() => sharesOverEpochs([{ weights: [1, 1], units: [1] }])).toThrow(RangeError);
    expect(() => sharesOverEpochs([...ramp, { weights: [1, 1, 1], units: [1, 1, 1] }])).toThrow(RangeError);
  });
});

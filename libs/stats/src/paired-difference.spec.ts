import { describe, expect, it } from '@jest/globals';
import { mcNemarExact } from './mcnemar-exact.ts';
import { pairedDifference } from './paired-difference.ts';
import { seeded } from './seeded.ts';

/** Airway hyper-responsiveness before and after a transplantation: Bentur et al. (2009). */
const published = { both: 1, onlyTreatment: 1, onlyControl: 7, neither: 12 };

describe('two ways that met the same matters', () => {
  it('differ by the published interval', () => {
    // M. W. Fagerland, S. Lydersen & P. Laake (2014), Statistics in Medicine 33, 2850-2875, table IV, square-and-add.
    const { value, low, high } = pairedDifference(published);
    expect(value).toBeCloseTo(-6 / 21, 12);
    expect(low).toBeCloseTo(-0.507, 3);
    expect(high).toBeCloseTo(-0.026, 3);
  });

  it('are told apart with the published certainty', () => {
    // M. W. Fagerland, S. Lydersen & P. Laake (2013), BMC Medical Research Methodology 13:91, table 4.
    expect(mcNemarExact(published)).toBeCloseTo(0.0703, 4);
    expect(mcNemarExact({ both: 5, onlyControl: 0, onlyTreatment: 0, neither: 2 })).toBe(1);
    expect(mcNemarExact({ both: 0, onlyControl: 3_000, onlyTreatment: 2_000, neither: 0 })).toBeGreaterThan(0);
  });

  it('look the other way round when they are exchanged', () => {
    const there = pairedDifference(published);
    const back = pairedDifference({ ...published, onlyControl: published.onlyTreatment, onlyTreatment: published.onlyControl });
    expect([back.value, back.low, back.high].map((end) => end.toFixed(12))).toEqual([-there.value, -there.high, -there.low].map((end) => end.toFixed(12)));
  });

  it('are known better for agreeing', () => {
    const apart = pairedDifference({ both: 25, onlyControl: 25, onlyTreatment: 25, neither: 25 });
    const alike = pairedDifference({ both: 48, onlyControl: 2, onlyTreatment: 2, neither: 48 });
    expect(alike.high - alike.low).toBeLessThan((apart.high - apart.low) / 2);
  });

  it('differ by an interval that holds the truth about as often as it says', () => {
    const random = seeded(7);
    const held = Array.from({ length: 2_000 }, () => {
      const outcomes = { both: 0, onlyControl: 0, onlyTreatment: 0, neither: 0 };
      for (let at = 0; at < 60; at++) {
        const drawn = random();
        outcomes[drawn < 0.7 ? 'both' : drawn < 0.85 ? 'onlyControl' : drawn < 0.9 ? 'onlyTreatment' : 'neither']++;
      }
      const { low, high } = pairedDifference(outcomes);
      return low <= -0.1 && -0.1 <= high;
    }).filter(Boolean).length;
    expect(held / 2_000).toBeGreaterThan(0.94);
    expect(held / 2_000).toBeLessThan(0.98);
  });

  it('are never counted in halves or below nothing', () => {
    for (const wrong of [{ ...published, both: -1 }, { ...published, both: 0.5 }, { both: 0, onlyControl: 0, onlyTreatment: 0, neither: 0 }]) {
      expect(() => pairedDifference(wrong)).toThrow(RangeError);
      expect(() => mcNemarExact(wrong)).toThrow(RangeError);
    }
  });
});

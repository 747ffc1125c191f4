import { describe, expect, it } from '@jest/globals';

import { decideHybrid, lookAtHybrid, openHybrid } from './hybrid-test.ts';

const look = (value: number, units: number, pValue: number) => ({
  difference: { value, standardError: 1 / Math.sqrt(units), units, pValue },
  unitsOfSmaller: units / 2,
});

describe('the hybrid test', () => {
  it('gives 0.01 to the sequence and 0.04 to the end', () => {
    expect(openHybrid(1_000)).toMatchObject({ sequence: { alpha: 0.01, plannedUnits: 1_000 }, finalAlpha: 0.04, finalP: null });
  });

  it('stops early on strong evidence and otherwise waits for the planned end', () => {
    const open = openHybrid(1_000);
    expect(decideHybrid(lookAtHybrid(open, look(1, 400, 1e-9)))).toEqual({ kind: 'difference', by: 'sequence' });
    expect(decideHybrid(lookAtHybrid(open, look(0.1, 400, 0.03)))).toEqual({ kind: 'continue' });
    expect(decideHybrid(lookAtHybrid(open, look(0.06, 1_000, 0.039)))).toEqual({ kind: 'difference', by: 'planned-end' });
  });

  it('uses its end once: a later look cannot turn it', () => {
    const ended = lookAtHybrid(openHybrid(1_000), look(0.06, 1_001, 0.041));
    expect(decideHybrid(ended)).toEqual({ kind: 'no-difference' });
    expect(decideHybrid(lookAtHybrid(ended, look(0.06, 1_200, 0.02)))).toEqual({ kind: 'no-difference' });
  });
});

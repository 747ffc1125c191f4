import { describe, expect, it } from '@jest/globals';
import type { Comparison } from '#contracts';
import { rowsOf } from './rows.ts';

const comparison = (measure: Comparison['measure'], role: Comparison['role'], variantId: string): Comparison =>
  ({ variantId, measure, better: 'more', role, difference: { kind: 'too-few', have: 0, need: 30 }, control: null, treatment: null, adjustedP: null, selected: null, adjusted: null, epochsLeftOut: 0 });

describe('the rows of the comparison', () => {
  it('begin with what decides and end with what nobody chose, with all variants in one row', () => {
    const rows = rowsOf([comparison('thumbs', 'other', 'b'), comparison('failure', 'guardrail', 'b'), comparison('csat', 'secondary', 'b'), comparison('resolved', 'primary', 'b'), comparison('resolved', 'primary', 'c')]);
    expect(rows.map(({ measure, comparisons }) => [measure, comparisons.map(({ variantId }) => variantId)])).toEqual([
      ['resolved', ['b', 'c']], ['csat', ['b']], ['failure', ['b']], ['thumbs', ['b']],
    ]);
  });
});

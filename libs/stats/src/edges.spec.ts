import { describe, expect, it } from '@jest/globals';

import { differences } from './edges-of-differences.fixture.ts';
import { plans } from './edges-of-plans.fixture.ts';
import { tests } from './edges-of-tests.fixture.ts';
import * as stats from './index.ts';

const table = { ...differences, ...tests, ...plans };

/** What no answer may hold, wherever in it: a number that is none, a probability beyond 0..1, ends on the wrong side. */
function faultsIn(answer: unknown): string[] {
  if (typeof answer === 'number') return Number.isNaN(answer) ? ['NaN'] : [];
  if (typeof answer !== 'object' || answer === null) return [];
  const { low, high, pValue, value, kind } = answer as Record<string, unknown>;
  const faults = Object.values(answer).flatMap(faultsIn);
  if (typeof pValue === 'number' && !(pValue >= 0 && pValue <= 1)) faults.push(`p = ${pValue}`);
  if (typeof low !== 'number' || typeof high !== 'number') return faults;
  if (low > high) faults.push(`${low} above ${high}`);
  if (kind === 'estimate' && typeof value === 'number' && !(low <= value && value <= high)) faults.push(`${value} outside of ${low}..${high}`);
  if (pValue === 1 && low === 0 && high === 0) faults.push('p = 1 with the interval (0, 0)');
  return faults;
}

describe('at the edges', () => {
  it('every function of the library is asked', () => {
    const functions = Object.entries(stats).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));
    expect(Object.keys(table).sort()).toEqual(functions.sort());
  });

  it.each(Object.entries(table).flatMap(([name, rows]) => rows.map((row) => [name, row.edge, row] as const)))('%s answers %s exactly and soundly', (_name, _edge, { ask, answer }) => {
    const given = ask();
    expect(faultsIn(given)).toEqual([]);
    if (typeof answer === 'object' && answer !== null && !('asymmetricMatch' in answer) && typeof given === 'object') expect(given).toMatchObject(answer);
    else expect(given).toEqual(answer);
  });
});

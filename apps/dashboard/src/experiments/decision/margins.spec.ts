import { describe, expect, it } from '@jest/globals';
import { usualDecision } from '#contracts';
import { hasMargins, keptMargin, shownMargin, tellDecision, withPrimary } from './margins.ts';

describe('the plan of a decision', () => {
  it('is shown and kept in different units without loss', () => {
    expect(shownMargin('failure', 0.02)).toBe(2);
    expect(keptMargin('failure', 2)).toBe(0.02);
    expect(keptMargin('cost', 0.5)).toBe(500);
    expect(keptMargin('total_p95', 25, 'relative')).toBe(0.25);
    expect(shownMargin('total_p95', 0.25, 'relative')).toBe(25);
    expect(keptMargin('csat', '')).toBe(0);
  });

  it('is told part by part', () => {
    expect(tellDecision(usualDecision)).toEqual(expect.arrayContaining([
      'Decides: Mean rating', 'Guardrail: Failed answers, by 2 points of 100 at most', 'Guardrail: Whole answer, p95, by 25 % of the control at most', 'The same when closer than 0.1 rating points',
    ]));
    expect(tellDecision({ ...usualDecision, alpha: 0.01 }).map((line) => line.replaceAll('\u00a0', ' '))).toContain('Chance of a false finding: 1 %');
  });

  it('stays whole when another measure decides', () => {
    expect(withPrimary(usualDecision, 'resolved')).toMatchObject({ primary: 'resolved', secondary: ['csat_top', 'cost_resolved', 'first_token_p95'], margin: null });
  });

  it('lacks something while a margin is 0', () => {
    expect(hasMargins(usualDecision)).toBe(true);
    expect(hasMargins({ ...usualDecision, margin: 0 })).toBe(false);
    expect(hasMargins({ ...usualDecision, guardrails: [{ measure: 'failure', margin: 0, marginIs: 'absolute' }] })).toBe(false);
  });
});

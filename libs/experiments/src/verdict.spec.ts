import { describe, expect, it } from '@jest/globals';
import type { Comparison, Mean } from '#contracts';
import { verdictOf, type Standing } from './verdict.ts';

type Difference = Comparison['difference'];

const mean = (value: number, n: number): Mean => ({ kind: 'mean', mean: value, low: value - 0.1, high: value + 0.1, n });
const few: Mean = { kind: 'too-few', have: 3, need: 5 };
const between = (low: number, high: number): Difference => {
  const value = (low + high) / 2;
  return { kind: 'difference', value, units: 400, low: value - 0.05, high: value + 0.05, anytime: { low, high, p: low > 0 || high < 0 ? 0.01 : 0.4 } };
};
const standing = (control: Mean, treatment: Mean, difference: Difference, more: Partial<Standing> = {}): Standing => ({
  state: 'running', plannedRatings: 400, ratioAlarm: false, ...more,
  variants: [{ name: 'Prompt', isControl: true, csat: control, difference: null }, { name: 'Hybrid', isControl: false, csat: treatment, difference }],
});
/** What is read out, with what it rests on. */
const said = (of: Standing): string => {
  const { verdict, evidence } = verdictOf(of);
  return [verdict, evidence].filter(Boolean).join(' / ');
};
const tooFew: Difference = { kind: 'too-few', have: 3, need: 30 };

describe('the verdict', () => {
  it('says how many ratings are missing before it says that nothing is shown', () => {
    expect(said(standing(mean(4, 38), few, tooFew))).toBe('Too early: 41 of 400 rated.');
    expect(said(standing(few, few, tooFew, { state: 'stopped' }))).toBe('Stopped too early for a verdict: 6 of 400 rated.');
    expect(said(standing(few, few, tooFew, { state: 'draft' }))).toBe('Not started yet.');
  });

  it('distrusts everything when visitors were not shared out as planned', () => {
    expect(said(standing(mean(3, 300), mean(4, 300), between(0.5, 1.5), { ratioAlarm: true }))).toMatch(/^Do not trust these numbers yet/);
  });

  it('names a difference as soon as the interval that holds at any time leaves zero out, also before the planned end', () => {
    expect(said(standing(mean(4, 100), mean(4.4, 100), between(0.2, 0.6)))).toBe(
      'Hybrid satisfies more than Prompt: +0.40 (+0.20 to +0.60). / Mean satisfaction of 5: Prompt 4.00; Hybrid 4.40. 200 of 400 rated.');
    expect(said(standing(mean(4, 100), mean(3.4, 100), between(-0.9, -0.3)))).toMatch(/^Hybrid satisfies less than Prompt: −0\.60 \(−0\.90 to −0\.30\)\./);
  });

  it('claims nothing while zero is possible, whatever the interval of one look says', () => {
    const looked = between(-0.01, 0.31);
    expect(looked.kind === 'difference' && looked.low).toBeGreaterThan(0);
    expect(said(standing(mean(4, 100), mean(4.15, 100), looked))).toBe('Too early: 200 of 400 rated.');
    expect(said(standing(mean(4, 200), mean(4.15, 200), looked))).toBe('No difference from Prompt is shown. / Mean satisfaction of 5: Prompt 4.00; Hybrid 4.15. 400 of 400 rated.');
  });

  it('compares nothing when one side was hardly rated', () => {
    expect(said(standing(few, mean(4, 400), tooFew))).toMatch(/^There is nothing to compare with yet\./);
  });
});

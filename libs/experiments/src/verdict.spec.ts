import { describe, expect, it } from '@jest/globals';
import type { Mean } from '#contracts';
import { verdictOf, type Standing } from './verdict.ts';

const mean = (value: number, low: number, high: number, n: number): Mean => ({ kind: 'mean', mean: value, low, high, n });
const standing = (control: Mean, treatment: Mean, more: Partial<Standing> = {}): Standing => ({
  state: 'running', plannedRatings: 400, ratioAlarm: false, ...more,
  variants: [{ name: 'Prompt', isControl: true, csat: control }, { name: 'Hybrid', isControl: false, csat: treatment }],
});
const few: Mean = { kind: 'too-few', have: 3, need: 5 };

describe('the verdict', () => {
  it('says how many ratings are missing before it says anything else', () => {
    expect(verdictOf(standing(mean(4, 3.5, 4.5, 38), few))).toBe('Too early: 41 of 400 rated.');
    expect(verdictOf(standing(few, few, { state: 'stopped' }))).toBe('Stopped too early for a verdict: 6 of 400 rated.');
    expect(verdictOf(standing(few, few, { state: 'draft' }))).toBe('Not started yet.');
  });

  it('distrusts everything when visitors were not shared out as planned', () => {
    expect(verdictOf(standing(mean(3, 2.9, 3.1, 300), mean(4, 3.9, 4.1, 300), { ratioAlarm: true }))).toMatch(/^Do not trust these numbers yet/);
  });

  it('reads the intervals out and claims nothing when they overlap', () => {
    expect(verdictOf(standing(mean(4, 3.9, 4.1, 200), mean(4.15, 4.05, 4.25, 200)))).toBe(
      'The intervals overlap with that of Prompt: no difference is shown. ' +
      'Mean satisfaction of 5, with its 95 % interval: Prompt 4.00 (3.90 to 4.10); Hybrid 4.15 (4.05 to 4.25). 400 rated, 400 were planned.',
    );
  });

  it('says which interval lies above or below that of the control when they do not meet', () => {
    expect(verdictOf(standing(mean(4, 3.9, 4.1, 200), mean(4.4, 4.3, 4.5, 200)))).toMatch(/^Hybrid satisfies more than Prompt: the intervals do not meet\./);
    expect(verdictOf(standing(mean(4, 3.9, 4.1, 200), mean(3.4, 3.3, 3.5, 200)))).toMatch(/^Hybrid satisfies less than Prompt/);
  });

  it('compares nothing when one side was hardly rated', () => {
    expect(verdictOf(standing(few, mean(4, 3.9, 4.1, 400)))).toMatch(/^There is nothing to compare with yet\./);
  });
});

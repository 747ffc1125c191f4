import { describe, expect, it } from '@jest/globals';
import type { Comparison } from '#contracts';
import { tellBackground, tellChance, tellEvidence, tellLift } from './told-evidence.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');
const comparison: Comparison = {
  variantId: 'b', measure: 'csat', better: 'more', role: 'primary', control: 4, treatment: 4.2, adjustedP: 0.0004, selected: null, epochsLeftOut: 0,
  adjusted: { value: 0.19, low: 0.11, high: 0.27, explained: 0.22 },
  difference: {
    kind: 'difference', value: 0.2, units: 900, standardError: 0.05, low: 0.1, high: 0.3, p: 0.0001, anytime: { low: 0.04, high: 0.36, p: 0.004 },
    running: { low: 0.06, high: 0.35, p: 0.0004, looks: 7, contradiction: false }, lift: { value: 0.05, low: 0.025, high: 0.075, method: 'delta' },
    belief: { chanceToWin: 0.99997, lossOfTreatment: 0, lossOfControl: 0.2 },
  },
};

describe('what stands behind a difference', () => {
  it('is told line by line, with the p-value adjusted in its family', () => {
    expect(tellEvidence(comparison).map(plain)).toEqual([
      '5 % more (3 % to 8 %) than the control',
      'p < 0.001 at any look, adjusted over the variants (Holm)',
      'all 7 looks together (+0.06 to +0.35)',
      'with what was known before taken out +0.19 (+0.11 to +0.27), 22 % of the spread gone',
      'chance to win over 99.9 %; describes, does not decide',
    ]);
    expect(tellEvidence({ ...comparison, role: 'secondary', adjusted: null, selected: { low: 0.05, high: 0.35 } }).map(plain)).toEqual(expect.arrayContaining([
      'p < 0.001 at any look, adjusted over the secondary measures (Benjamini-Hochberg)', 'as one finding among several (+0.05 to +0.35)',
    ]));
  });

  it('reads in the direction of its word', () => {
    expect(plain(tellLift({ value: -0.41, low: -0.47, high: -0.35 }))).toBe('41 % less (35 % to 47 %) than the control');
    expect(plain(tellLift({ value: -0.02, low: -0.06, high: 0.02 }))).toBe('2 % less (−2 % to 6 %) than the control');
  });

  it('says so where earlier and later looks exclude each other, and nothing where there is no difference yet', () => {
    const { difference } = comparison;
    if (difference.kind !== 'difference' || !difference.running) throw new Error('a difference');
    expect(tellEvidence({ ...comparison, difference: { ...difference, running: { ...difference.running, contradiction: true } } })).toContain('earlier and later looks exclude each other: the effect changed');
    expect(tellEvidence({ ...comparison, difference: { kind: 'too-few', have: 3, need: 30 } })).toEqual([]);
  });

  it('is told in full to whoever asks: p-values before any adjusting, the error, and what choosing wrongly costs', () => {
    expect(tellBackground(comparison).map(plain)).toEqual([
      'p < 0.001 at any look, before adjusting', 'p < 0.001 for one look (+0.10 to +0.30); right at the planned end only', 'standard error 0.05',
      'on average, choosing the variant loses 0.00 and keeping the control loses 0.20; describes, does not decide',
    ]);
    const { difference } = comparison;
    if (difference.kind !== 'difference') throw new Error('a difference');
    const other: Comparison = { ...comparison, measure: 'failure', role: 'guardrail', adjustedP: null, difference: { ...difference, running: null } };
    expect(tellBackground(other).map(plain)).toEqual([
      'p = 0.004 at any look, not adjusted: it stands for this measure and variant alone', 'p < 0.001 for one look (+10.0 to +30.0); right at the planned end only', 'standard error 5.0 points',
      'on average, choosing the variant loses 0.0 points and keeping the control loses 20.0 points; describes, does not decide',
    ]);
    expect(tellBackground({ ...other, difference: { ...difference, running: null, anytime: null } })[0]).toBe('no p-value at any look yet: too few visitors');
    expect(tellBackground({ ...comparison, difference: { kind: 'too-few', have: 3, need: 30 } })).toEqual([]);
  });

  it('never calls a chance certain', () => {
    expect([tellChance(1), tellChance(0), tellChance(0.5)].map(plain)).toEqual(['over 99.9 %', 'under 0.1 %', '50.0 %']);
  });
});

import { describe, expect, it } from '@jest/globals';
import { tellInteraction } from './tell-interaction.ts';

const of = { name: 'Hybrid', measure: 'Mean rating', alpha: 0.05 };
const interaction = (p: number) => ({ interaction: { statistic: 5, degreesOfFreedom: 2, p } });

describe('the test of all topics together', () => {
  it('is told in one sentence, whichever way it ends', () => {
    expect(tellInteraction(interaction(0.01), of)).toBe('Hybrid: topics differ in their effect on “Mean rating” (p = 0.010).');
    expect(tellInteraction(interaction(0.3), of)).toContain('may be chance');
    expect(tellInteraction(interaction(0.01), { ...of, alpha: 0.001 })).toContain('may be chance');
    expect(tellInteraction({ interaction: null }, of)).toContain('fewer than two topics');
  });
});

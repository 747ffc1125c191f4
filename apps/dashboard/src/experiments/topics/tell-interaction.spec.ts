import { describe, expect, it } from '@jest/globals';
import { tellInteraction } from './tell-interaction.ts';

const interaction = (p: number) => ({ interaction: { statistic: 5, degreesOfFreedom: 2, p } });

describe('the test of all topics together', () => {
  it('is told in one sentence, whichever way it ends', () => {
    expect(tellInteraction(interaction(0.01), 'Hybrid', 'Mean rating')).toBe('Hybrid: topics differ in their effect on “Mean rating” (p = 0.010).');
    expect(tellInteraction(interaction(0.3), 'Hybrid', 'Mean rating')).toContain('may be chance');
    expect(tellInteraction({ interaction: null }, 'Hybrid', 'Mean rating')).toContain('fewer than two topics');
  });
});

import { describe, expect, it } from '@jest/globals';
import type { RatioGroup } from '#contracts';
import { tellGroups } from './tell-groups.ts';

const group = (adjustedP: number | null): RatioGroup => ({ kind: 'topic', key: 'refund', name: 'Refunds', variants: [], p: adjustedP, adjustedP });

describe('how visitors were shared out by what they came with', () => {
  it('is told in one sentence, which names a group only when it stands out', () => {
    expect(tellGroups([group(0.0002), group(0.4)])).toBe('Topic “Refunds” was not shared out as the weights say (p < 0.001, adjusted for the number of groups): look there first.');
    expect(tellGroups([group(0.02)])).toBe('No group stands out.');
    expect(tellGroups([group(null)])).toContain('too few visitors');
  });
});

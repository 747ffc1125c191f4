import { describe, expect, it } from '@jest/globals';
import { tellNumbers } from './tell-numbers.ts';

describe('the numbers of a gate', () => {
  it('are told as far as there are any', () => {
    expect(tellNumbers({ have: 1_240, need: 100, p: null })).toBe('Here: 1,240 of 100.');
    expect(tellNumbers({ have: 12, need: null, p: 0.0312 })).toBe('Here: 12, p = 0.031.');
    expect(tellNumbers({ have: null, need: null, p: 1e-9 })).toBe('Here: p < 0.001.');
    expect(tellNumbers({ have: null, need: null, p: null })).toBe('');
  });
});

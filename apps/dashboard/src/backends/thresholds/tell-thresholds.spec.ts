import { describe, expect, it } from '@jest/globals';
import type { BackendVersion } from '#contracts';
import { tellThresholds } from './tell-thresholds.ts';

const told = (thresholds: Partial<BackendVersion['thresholds']>, model = 'embedded/intent@1'): string => {
  const { main, detail } = tellThresholds({ kind: 'fine_tuned', model, policy: null, thresholds: { answer: 0.61, clarify: 0.08, from: 'standard', target: null, reached: true, ...thresholds } });
  return `${main} ${detail}`.replaceAll('\u00a0', ' ').trim();
};

describe('the thresholds of a version', () => {
  it('come with where they come from', () => {
    expect(told({ from: 'target', target: 0.95 })).toBe('61 %, 8 % for 95 % right');
    expect(told({ from: 'target', target: 0.99, reached: false })).toBe('61 %, 8 % best below 99 %');
    expect(told({ from: 'pack' })).toBe('61 %, 8 % by hand');
    expect(told({})).toBe('61 %, 8 % standard');
  });

  it('are none for a tuned language model, which decides by itself', () => {
    expect(told({}, 'openai/ft:ours')).toBe('the model decides');
  });
});

import { describe, expect, it } from '@jest/globals';
import type { PromptPack } from '#contracts';
import { thresholdsInUse } from './thresholds.ts';

const pack = (thresholds: PromptPack['thresholds']): PromptPack =>
  ({ instructions: '', tone: '', must: [], never: [], examplesPerIntent: null, exampleSeed: 1, useKnowledge: true, thresholds });
const learnt = { target: 0.95, reached: true, answer: 0.61, clarify: 0.2 };

describe('the thresholds of a version', () => {
  it('are those that its training measured', () => {
    expect(thresholdsInUse(null, learnt)).toEqual({ answer: 0.61, clarify: 0.2, from: 'target', target: 0.95, reached: true });
    expect(thresholdsInUse(pack(null), learnt)).toMatchObject({ from: 'target' });
  });

  it('are set by hand where a prompt pack names them', () => {
    expect(thresholdsInUse(pack({ answer: 0.5, clarify: 0.1 }), learnt)).toEqual({ answer: 0.5, clarify: 0.1, from: 'pack', target: null, reached: true });
  });

  it('are the standard ones where nothing was measured', () => {
    expect(thresholdsInUse(null, null)).toMatchObject({ answer: 0.35, clarify: 0.15, from: 'standard' });
  });

  it('say when the target was out of reach', () => {
    expect(thresholdsInUse(null, { ...learnt, reached: false })).toMatchObject({ from: 'target', reached: false });
  });
});

import { describe, expect, it } from '@jest/globals';
import { learntFrom } from './told.ts';

const report = { outcome: 'learnt', fromArticles: 235, fromLabelled: 1_200, quality: null } as const;

describe('where the weights of search come from', () => {
  it('is told in one sentence', () => {
    expect(learntFrom({ report, needed: 40 })).toBe('Learnt from 235 questions of articles and 1,200 labelled questions of intents with one article.');
    expect(learntFrom({ report: { ...report, outcome: 'equal_is_as_good' }, needed: 40 })).toContain('no other mixture');
    expect(learntFrom({ report: { ...report, outcome: 'too_few', fromArticles: 3, fromLabelled: 9 }, needed: 40 })).toBe('All three count alike until there are 40 questions to learn from; there are 12.');
    expect(learntFrom({ report: { ...report, outcome: 'no_encoder' }, needed: 40 })).toContain('encoder is missing');
    expect(learntFrom({ report: null, needed: 40 })).toContain('within minutes');
  });
});

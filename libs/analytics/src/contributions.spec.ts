import { describe, expect, it } from '@jest/globals';
import { CENSORED_BUCKET } from '#stats';
import { contributionOf } from './contributions.ts';
import type { Fact } from './journal.ts';

const whose = { siteId: 's', experimentId: null, phase: null, epoch: null, variantId: null, unitId: null, backendVersionId: null, traffic: 'live' as const };
const fact: Fact = {
  kind: 'answer.finished', conversationId: 'c', messageId: 'm', whose, state: 'complete', result: 'budget', firstTokenMs: null, totalMs: 3, inputTokens: 0, outputTokens: 0,
  costMicroUsd: 0, intent: null, confidence: null,
};

describe('an answer that a budget did not allow', () => {
  it('is a failure that offered a person, and never the fastest answer of its variant', () => {
    expect(contributionOf(fact)).toEqual({
      sums: { answers: 1, failures: 1, offered: 1, costMicroUsd: 0, inputTokens: 0, outputTokens: 0 }, firstTokenBucket: CENSORED_BUCKET, totalBucket: CENSORED_BUCKET,
    });
    expect(contributionOf({ ...fact, result: 'answered', firstTokenMs: 2 }).totalBucket).not.toBe(CENSORED_BUCKET);
  });
});

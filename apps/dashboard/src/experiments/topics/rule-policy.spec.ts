import { describe, expect, it } from '@jest/globals';
import { policyFor, type AnsweringVersion } from './rule-policy.ts';

const plain = (id: string): AnsweringVersion => ({ id, policy: null });
const versions = new Map([['a', plain('prompt@1')], ['b', plain('tuned@3')]]);
const rule = (...topics: [topic: string, variantId: string][]) => ({ otherwise: 'a', topics: topics.map(([topic, variantId]) => ({ topic, variantId, name: topic, units: 100 })) });
const any = () => true;

describe('a proposed rule as a policy', () => {
  it('names the versions of its variants', () => {
    expect(policyFor(rule(['refund', 'b']), versions, any)).toEqual({ topics: [{ topic: 'refund', backendVersionId: 'tuned@3' }], otherwise: 'prompt@1' });
  });

  it('leaves out topics whose intent is gone, and is none when nothing is left', () => {
    expect(policyFor(rule(['refund', 'b'], ['old', 'b']), versions, (key) => key !== 'old')?.topics).toHaveLength(1);
    expect(policyFor(rule(['old', 'b']), versions, (key) => key !== 'old')).toBeNull();
  });

  it('sees through a variant that routes by topic itself', () => {
    const routing: AnsweringVersion = { id: 'rule@1', policy: { topics: [{ topic: 'refund', backendVersionId: 'tuned@3' }, { topic: 'parcel', backendVersionId: 'other@1' }], otherwise: 'prompt@1' } };
    expect(policyFor(rule(['refund', 'b']), new Map([['a', plain('prompt@1')], ['b', routing]]), any)).toEqual({ topics: [{ topic: 'refund', backendVersionId: 'tuned@3' }], otherwise: 'prompt@1' });
    expect(policyFor({ ...rule(['refund', 'a']), otherwise: 'b' }, new Map([['a', plain('prompt@1')], ['b', routing]]), any)).toEqual({ topics: [{ topic: 'parcel', backendVersionId: 'other@1' }], otherwise: 'prompt@1' });
  });
});

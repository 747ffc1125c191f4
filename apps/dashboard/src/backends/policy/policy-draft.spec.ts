import { describe, expect, it } from '@jest/globals';
import { emptyPolicy, policyDraftOf, policyOf, repeated, withRoute, withoutRoute } from './policy-draft.ts';

const policy = { topics: [{ topic: 'refund', backendVersionId: 't' }, { topic: 'oos', backendVersionId: 'p' }], otherwise: 'p' };

describe('the draft of a policy', () => {
  it('is sent as it was read', () => {
    expect(policyOf(policyDraftOf(policy))).toEqual(policy);
  });

  it('cannot be sent while a topic, a version or everything else is missing', () => {
    expect(policyOf(emptyPolicy)).toBeNull();
    expect(policyOf(withRoute(policyDraftOf(policy)))).toBeNull();
    expect(policyOf({ ...policyDraftOf(policy), otherwise: null })).toBeNull();
    expect(policyOf({ ...policyDraftOf(policy), routes: [] })).toBeNull();
  });

  it('names the row in which a topic stands again', () => {
    const again = { ...policyDraftOf(policy), routes: policyDraftOf(policy).routes.map((route) => ({ ...route, topic: 'refund' })) };
    expect([...repeated(again)]).toEqual([2]);
    expect(policyOf(again)).toBeNull();
    expect([...repeated(withRoute(withRoute(policyDraftOf(policy))))]).toEqual([]);
  });

  it('keeps the keys of its rows when one is taken out and another put in', () => {
    const rows = withRoute(withoutRoute(policyDraftOf(policy), 1)).routes.map(({ row }) => row);
    expect(rows).toEqual([2, 3]);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Backend, Turn } from '#backends';
import { Expectation } from '#contracts';
import { tryCase } from './try-case.ts';

/** Has a personal tool: nobody has signed in, so that it is offered in a rehearsal only. */
const backend: Backend = {
  versionId: 'draft', kind: 'prompt', engine: 'language_model',
  async *answer({ rehearsal = false }: Turn) {
    yield await Promise.resolve({ type: 'start', engine: 'language_model', model: 'openai/local' });
    if (rehearsal) yield { type: 'tool_call', name: 'cancel_order', arguments: { order_number: 'BW-1001' }, outcome: 'rehearsed', ms: 0 };
    yield { type: 'delta', text: rehearsal ? 'I would cancel BW-1001.' : 'Please sign in.' };
    yield { type: 'end', result: 'answered', intent: null, confidence: null, language: null };
  },
};

describe('a case that an optimizer tries', () => {
  const tried = (expected: Partial<Expectation>) => tryCase(backend, { id: 'c', question: 'Cancel BW-1001', history: [], expect: Expectation.parse(expected), reference: null }, {
    workspaceId: 'w', metered: undefined, used: () => undefined, signal: new AbortController().signal,
  });

  it('offers the tool that it expects, as in a rehearsal, and no tool otherwise', async () => {
    expect(await tried({ tool: { name: 'cancel_order', arguments: { order_number: 'BW-1001' } } })).toMatchObject({ score: 1, faults: [], answer: 'I would cancel BW-1001.' });
    expect(await tried({ facts: [['sign in']] })).toMatchObject({ score: 1, answer: 'Please sign in.' });
  });
});

import { describe, expect, it } from '@jest/globals';
import { draftFrom } from '../backends/version-draft.ts';
import { forgetDraft, keepDraft, keptDraft, type Shelf } from './kept-draft.ts';

function shelf(): Shelf & { all: Map<string, string> } {
  const all = new Map<string, string>();
  return { all, getItem: (key) => all.get(key) ?? null, setItem: (key, value) => void all.set(key, value), removeItem: (key) => void all.delete(key) };
}
const full: Shelf = { getItem: () => { throw new Error('closed'); }, setItem: () => { throw new Error('full'); }, removeItem: () => { throw new Error('closed'); } };

describe('a draft kept in the browser', () => {
  const fresh = draftFrom('prompt', undefined);
  const kept = { draft: { ...fresh, tone: 'Warm.', examplesPerIntent: null }, base: 3, expected: 4, keptAt: '2026-03-09T10:00:00.000Z' };

  it('comes back as it was, for this person and backend only, until it is saved', () => {
    const place = shelf();
    keepDraft(place, 'ada', 'b1', kept);
    expect(keptDraft(place, 'ada', 'b1', fresh)).toEqual(kept);
    expect([keptDraft(place, 'bob', 'b1', fresh), keptDraft(place, 'ada', 'b2', fresh)]).toEqual([null, null]);
    forgetDraft(place, 'ada', 'b1');
    expect(keptDraft(place, 'ada', 'b1', fresh)).toBeNull();
  });

  it('is mended where an older page wrote it, and dropped when it is something else', () => {
    const place = shelf();
    keepDraft(place, 'ada', 'b1', { ...kept, draft: { tone: 'Warm.', must: 7, answer: 'x', routes: {}, tools: {}, otherwise: 3, unheardOf: 1 } as unknown as typeof fresh });
    expect(keptDraft(place, 'ada', 'b1', fresh)?.draft).toEqual({ ...fresh, tone: 'Warm.' });
    for (const broken of ['{', '"text"', '{"draft":{}}']) {
      place.all.set('duet.draft.ada.b1', broken);
      expect(keptDraft(place, 'ada', 'b1', fresh)).toBeNull();
    }
  });

  it('is given up silently where nothing can be kept', () => {
    expect(() => keepDraft(full, 'ada', 'b1', kept)).not.toThrow();
    expect(() => forgetDraft(full, 'ada', 'b1')).not.toThrow();
    expect(keptDraft(full, 'ada', 'b1', fresh)).toBeNull();
  });
});

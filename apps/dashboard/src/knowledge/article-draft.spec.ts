import { describe, expect, it } from '@jest/globals';
import type { Article } from '#contracts';
import { changesOf, draftOf, emptyDraft, fieldsOf, slugOf } from './article-draft.ts';

const article: Article = {
  id: '00000000-0000-7000-8000-000000000001', slug: 'returns', title: 'Returns', body: '## How', questions: ['Can I send it back?'], intents: ['returns'],
  version: 3, published: true, createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-02T00:00:00.000Z',
};

describe('the draft of an article', () => {
  it('makes an address of words and hyphens from any title', () => {
    expect(slugOf('  Größe & Versand: was tun?  ')).toBe('groesse-versand-was-tun');
    expect(slugOf('Où est mon colis ?')).toBe('ou-est-mon-colis');
    expect(slugOf('小包')).toBe('');
  });

  it('cannot be sent before title, address and text are there', () => {
    expect(fieldsOf(emptyDraft)).toBeNull();
    expect(fieldsOf({ ...emptyDraft, title: ' Returns ', slug: 'returns', body: 'Send it back.', questions: 'a\n\n b' })).toEqual({
      title: 'Returns', slug: 'returns', body: 'Send it back.', questions: ['a', 'b'], intents: [], published: true,
    });
    expect(fieldsOf({ ...draftOf(article), slug: 'Not good' })).toBeNull();
  });

  it('sends what was changed and nothing else', () => {
    const draft = draftOf(article);
    expect(changesOf(fieldsOf(draft)!, article)).toEqual({});
    expect(changesOf(fieldsOf({ ...draft, published: false, questions: 'New?' })!, article)).toEqual({ published: false, questions: ['New?'] });
  });
});

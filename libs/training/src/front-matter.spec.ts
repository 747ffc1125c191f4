import { describe, expect, it } from '@jest/globals';
import { readFrontMatter } from './front-matter.ts';

describe('front matter', () => {
  it('holds scalars and both kinds of lists; the body follows unchanged', () => {
    const { fields, body } = readFrontMatter('---\nslug: late-parcels\ntitle: "Late: parcels"\nintents: [late, \'lost\']\nempty: []\nquestions:\n  - Where is it?\n  - "It\'s late: why?"\n---\n\nMost arrive.\n\n## Else\n');
    expect(Object.fromEntries(fields)).toEqual({ slug: 'late-parcels', title: 'Late: parcels', intents: ['late', 'lost'], empty: [], questions: ['Where is it?', "It's late: why?"] });
    expect(body).toBe('Most arrive.\n\n## Else\n');
  });

  it('is needed, and may hold nothing else', () => {
    expect(() => readFrontMatter('Most arrive.')).toThrow('there is no front matter');
    expect(() => readFrontMatter('---\nslug\n---\n\nx')).toThrow('not understood');
  });
});

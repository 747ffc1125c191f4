import { describe, expect, it } from '@jest/globals';
import { duplicateKey } from './normalise-text.ts';
import { splitExamples } from './split-examples.ts';
import { supportQuestions } from './support-questions.fixture.ts';

describe('splitting examples', () => {
  const distinct = Array.from({ length: 60 }, (_, i) => ({ text: `question ${i}`, label: i % 2 ? 'odd' : 'even' }));

  it('keeps 80/10/10 within each label', () => {
    const { train, validation, test } = splitExamples(distinct, 1);
    for (const part of [validation, test]) expect(part.filter(({ label }) => label === 'odd')).toHaveLength(3);
    expect(train).toHaveLength(48);
  });

  it('never has one text in two parts', () => {
    const { train, validation, test } = splitExamples(supportQuestions(60), 1);
    const keys = [...train, ...validation, ...test].map(({ text }) => duplicateKey(text));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('depends on the seed alone', () => {
    expect(splitExamples(distinct, 1)).toEqual(splitExamples(distinct, 1));
    expect(splitExamples(distinct, 1).test).not.toEqual(splitExamples(distinct, 2).test);
  });

  it('gives a label of three one in each part and trains on rarer ones', () => {
    const few = ['a', 'b', 'c'].map((text) => ({ text, label: 'three' }));
    const { train, validation, test } = splitExamples([...few, { text: 'd', label: 'one' }], 1);
    expect([train.length, validation.length, test.length]).toEqual([2, 1, 1]);
    expect(train.map(({ label }) => label)).toContain('one');
  });

  it('takes repeated texts out of the less protected part and says why', () => {
    const split = splitExamples([
      { text: 'Where is it?', label: 'a' }, { text: 'where is  it', label: 'a', part: 'test' as const },
      { text: 'Pay back', label: 'b' }, { text: 'pay back!', label: 'b' }, { text: 'PAY BACK', label: 'c' },
    ], 1);
    expect(split).toMatchObject({ leaked: 1, duplicates: 1, contradictions: 1 });
    expect(split.test).toHaveLength(1);
    expect(split.train).toHaveLength(1);
  });
});

import { describe, expect, it } from '@jest/globals';
import { splitCases } from './split-cases.ts';

const things = ['parcel', 'refund', 'bicycle', 'helmet', 'voucher', 'label', 'jacket', 'warranty', 'invoice', 'chart'];
const cases = things.flatMap((thing, at) => ['change', 'lose'].map((doing) => ({ id: `${doing} ${at}`, question: `What happens when I ${doing} the ${thing} that you sent?` })));

describe('the split of cases for an optimizer', () => {
  it('puts each case on one side, halves apart', () => {
    const { feedback, validation, leftOut } = splitCases(cases, [], 1);
    expect([feedback.length, validation.length, leftOut]).toEqual([10, 10, 0]);
    expect(new Set([...feedback, ...validation]).size).toBe(20);
  });

  it('is another one by another seed, and the same by the same', () => {
    expect(splitCases(cases, [], 2)).toEqual(splitCases(cases, [], 2));
    expect(splitCases(cases, [], 2).feedback).not.toEqual(splitCases(cases, [], 3).feedback);
  });

  it('leaves out what a frozen set asks in nearly the same words, and counts it', () => {
    const { feedback, validation, leftOut } = splitCases(cases, ['what happens when I change the parcel that you sent', 'Something else'], 1);
    expect([leftOut, feedback.length + validation.length]).toEqual([1, 19]);
    expect([...feedback, ...validation]).not.toContain('change 0');
  });

  it('keeps questions that are nearly the same on one side', () => {
    const twins = Array.from({ length: 6 }, (_, at) => ({ id: `twin ${at}`, question: 'Where is the parcel that I have ordered last week?' }));
    for (const seed of [1, 2, 3, 4]) {
      const { feedback } = splitCases([...cases, ...twins], [], seed);
      expect([0, 6]).toContain(feedback.filter((id) => id.startsWith('twin')).length);
    }
  });
});

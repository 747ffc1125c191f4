import { describe, expect, it } from '@jest/globals';
import { factsOfAnswer } from './facts-of-answer.ts';

const first = (answer: string): string[] => factsOfAnswer(answer).map(([wording]) => wording!);

describe('the facts of a good answer', () => {
  it('are its amounts with their units, in the wordings of other good answers', () => {
    expect(factsOfAnswer('You can return it within 30 days.')).toEqual([['30 days', '30-day']]);
    expect(factsOfAnswer('It takes 3 to 5 business days.')).toEqual([['3 to 5 business days', '3-5 business days', 'three to five business days']]);
    expect(first('Express costs €4.95, or 10 % of the order, by 14:30.')).toEqual(['€4.95', '10 %', '14:30']);
    expect(first('Die Erstattung dauert 14 Tage.')).toEqual(['14 Tage']);
  });

  it('are neither the numbers of steps nor parts of names and order numbers', () => {
    expect(first('1. Open your account. 2. Choose order BW-4471.')).toEqual([]);
    expect(first('Ask for size XL2, then press 3.')).toEqual([]);
  });

  it('are named once, and not too many', () => {
    expect(first('Within 30 days. Really within 30 days.')).toEqual(['30 days']);
    expect(first('11, 12, 13, 14, 15, 16')).toEqual(['11', '12', '13', '14']);
  });
});

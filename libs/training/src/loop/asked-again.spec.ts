import { describe, expect, it } from '@jest/globals';
import { askedAgain } from './asked-again.ts';

const disliked = { at: 100, visitorId: 'first', question: 'How long may I keep the tent that I bought?', answer: 'I do not know.' };
const again = { question: 'how long may I keep the tent that I bought', answer: 'For 30 days.', visitorId: 'second', versionId: 'new', versionAt: 150, at: 200 };

describe('what others were told who asked the same', () => {
  it('is found in other spelling, and where a few words of many differ', () => {
    const long = 'I bought a blue tent with two poles in your shop in the old town last week and wonder how long I may keep it before I have to send it back to you';
    expect(askedAgain([disliked, { ...disliked, question: long }], [again, { ...again, question: `${long} please` }]).map((found) => found.length)).toEqual([1, 1]);
  });

  it('is nothing that was said to the same visitor, by a version of before, in the same words, or to another question', () => {
    const none = [{ ...again, visitorId: 'first' }, { ...again, versionAt: 99 }, { ...again, answer: 'I do not know' }, { ...again, question: 'How long may I keep the boat that I bought?' }];
    expect(askedAgain([disliked], none)).toEqual([[]]);
  });

  it('is nothing where no question is known', () => {
    expect(askedAgain([{ ...disliked, question: null }], [again])).toEqual([[]]);
  });
});

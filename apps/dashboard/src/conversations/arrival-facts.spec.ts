import { describe, expect, it } from '@jest/globals';
import { arrivalFacts } from './arrival-facts.ts';

describe('what a conversation page says was known of its visitor', () => {
  it('names the signed attributes first, and as such', () => {
    expect(arrivalFacts({ page: '/help', locale: 'de-AT', signedInAs: 'customer 7', attributes: { seats: 3, plan: 'pro', trial: false }, verified: ['plan'] })).toEqual([
      ['Opened on', '/help'], ['Language', 'Austrian German'], ['Signed in', 'as customer 7'], ['Known of the visitor', 'plan: pro (signed), seats: 3, trial: false'],
    ]);
  });

  it('leaves out what nobody said', () => {
    expect(arrivalFacts({ page: null, locale: null, signedInAs: null, attributes: {}, verified: [] })).toEqual([['Signed in', 'no']]);
  });
});

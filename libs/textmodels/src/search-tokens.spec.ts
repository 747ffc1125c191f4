import { describe, expect, it } from '@jest/globals';
import { createBm25 } from './bm25.ts';
import { searchTokens } from './search-tokens.ts';

describe('words of other languages', () => {
  const documents = ['Die Lieferung nach Österreich dauert drei Tage.', 'Los envíos a España tardan cuatro días.', 'Delivery to Ireland takes three days.'];
  const ranking = createBm25(documents, { tokens: searchTokens });
  const best = (query: string): number => [...ranking.scores(query)].reduce((best, score, at, all) => (score > all[best]! ? at : best), 0);

  it('are found without their marks', () => {
    expect(best('cuanto tarda un envio a espana')).toBe(1);
    expect(best('Lieferzeit Osterreich')).toBe(0);
  });

  it('are found by the first part of a compound', () => {
    expect(best('Was sind die Lieferkosten?')).toBe(0);
  });

  it('leave English as it was', () => {
    expect(searchTokens('Where are my deliveries?')).toEqual(['where', 'are', 'my', 'delivery']);
    expect(best('deliveries to ireland')).toBe(2);
  });
});

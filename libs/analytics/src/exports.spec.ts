import { describe, expect, it } from '@jest/globals';
import { harmless } from './csv-table.ts';

describe('a cell of an exported table', () => {
  it.each(['=1+1', '+49', '-cmd', '@sum', ' =1', '\t=1', '\u{FEFF}=1', '＝1'])('keeps %j as text instead of a formula', (cell) => {
    expect(harmless(cell)).toBe(`'${cell}`);
  });

  it.each(['Refund', '3 = 3', 'a@b.example', '5 - 3'])('leaves %j as it is', (cell) => {
    expect(harmless(cell)).toBe(cell);
  });
});

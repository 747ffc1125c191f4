import { describe, expect, it } from '@jest/globals';
import { looksOf } from './variant-look.ts';

describe('the look of variants', () => {
  it('tells kinds by colour and shape, and the control by a hollow, dashed mark', () => {
    const looks = looksOf([{ backendKind: 'prompt', isControl: true }, { backendKind: 'fine_tuned', isControl: false }, { backendKind: 'hybrid', isControl: false }]);
    expect(looks.map(({ shape, hollow, dash }) => [shape, hollow, dash])).toEqual([['circle', true, '6 4'], ['square', false, undefined], ['triangle', false, undefined]]);
    expect(new Set(looks.map(({ colour }) => colour)).size).toBe(3);
  });

  it('keeps two variants of one kind apart without another colour', () => {
    const [first, second] = looksOf([{ backendKind: 'hybrid', isControl: false }, { backendKind: 'hybrid', isControl: false }]);
    expect(second?.colour).toBe(first?.colour);
    expect(second?.dash).not.toBe(first?.dash);
  });
});

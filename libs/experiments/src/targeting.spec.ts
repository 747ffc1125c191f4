import { describe, expect, it } from '@jest/globals';
import { Targeting, type ArrivalFacts, type Condition } from '#contracts';
import { matches } from './targeting.ts';

const facts: ArrivalFacts = {
  page: '/help/refunds', locale: 'de-AT', signedInAs: 'customer 7', attributes: { plan: 'pro', seats: 12, trial: false, orders: '3', empty: '' }, verified: ['plan'],
};
const fits = (condition: Condition, known: ArrivalFacts | null = facts): boolean => matches([condition], known);

describe('targeting', () => {
  it('takes everybody when nothing is asked for, also those of whom nothing is known', () => {
    expect(matches([], facts)).toBe(true);
    expect(matches([], null)).toBe(true);
  });

  it('asks that all conditions hold', () => {
    const pro: Condition = { kind: 'attribute', name: 'plan', operator: 'is', value: 'pro' };
    expect(matches([pro, { kind: 'locale', values: ['de'] }], facts)).toBe(true);
    expect(matches([pro, { kind: 'locale', values: ['fr'] }], facts)).toBe(false);
  });

  it.each([
    ['is', '/help/refunds', true], ['is', '/help/refunds/', true], ['is', '/help', false], ['starts_with', '/help', true], ['starts_with', '/refunds', false],
    ['contains', 'refund', true], ['contains', 'Refund', false],
  ] as const)('by page: %s %s is %s', (operator, value, fit) => {
    expect(fits({ kind: 'page', operator, value })).toBe(fit);
    expect(fits({ kind: 'page', operator, value }, null)).toBe(false);
  });

  it('keeps the start page apart from every other', () => {
    expect(fits({ kind: 'page', operator: 'is', value: '/' }, { ...facts, page: '/' })).toBe(true);
    expect(fits({ kind: 'page', operator: 'is', value: '/' })).toBe(false);
  });

  it.each([[['de'], true], [['DE-at'], true], [['de-DE'], false], [['d'], false], [['fr', 'de'], true]] as const)('by language: one of %j is %s', (values, fit) => {
    expect(fits({ kind: 'locale', values: [...values] })).toBe(fit);
    expect(fits({ kind: 'locale', values: [...values] }, null)).toBe(false);
  });

  it('by whether the site vouches for the visitor', () => {
    expect([fits({ kind: 'signed_in', value: true }), fits({ kind: 'signed_in', value: false })]).toEqual([true, false]);
    expect([fits({ kind: 'signed_in', value: true }, null), fits({ kind: 'signed_in', value: false }, null)]).toEqual([false, true]);
  });

  it.each([
    ['plan', 'is', 'pro', true], ['plan', 'is', 'Pro', false], ['plan', 'is_not', 'free', true], ['plan', 'is_not', 'pro', false],
    ['seats', 'is', '12', true], ['trial', 'is', 'false', true], ['missing', 'is', 'x', false], ['missing', 'is_not', 'x', true],
    ['constructor', 'is_not', 'x', true], ['toString', 'is', 'function toString() { [native code] }', false],
  ] as const)('by attribute: %s %s %s is %s', (name, operator, value, fit) => {
    expect(fits({ kind: 'attribute', name, operator, value })).toBe(fit);
  });

  it.each([
    ['seats', 'at_least', 12, true], ['seats', 'at_least', 12.5, false], ['seats', 'at_most', 12, true], ['orders', 'at_least', 3, true], ['orders', 'at_most', 2, false],
    ['plan', 'at_least', 0, false], ['plan', 'at_most', 0, false], ['trial', 'at_most', 1, false], ['empty', 'at_least', 0, false], ['missing', 'at_least', 0, false],
  ] as const)('by number: %s %s %d is %s', (name, operator, value, fit) => {
    expect(fits({ kind: 'attribute', name, operator, value })).toBe(fit);
  });

  it('by one of several values', () => {
    expect(fits({ kind: 'attribute', name: 'plan', operator: 'one_of', values: ['team', 'pro'] })).toBe(true);
    expect(fits({ kind: 'attribute', name: 'plan', operator: 'one_of', values: ['team'] })).toBe(false);
    expect(fits({ kind: 'attribute', name: 'missing', operator: 'one_of', values: ['undefined'] })).toBe(false);
  });

  it('can be written in bounds only', () => {
    const is = { kind: 'attribute', name: 'plan', operator: 'is', value: 'pro' };
    expect(Targeting.safeParse(Array.from({ length: 20 }, () => is)).success).toBe(true);
    for (const wrong of [
      Array.from({ length: 21 }, () => is), [{ ...is, name: 'n'.repeat(65) }], [{ ...is, value: 'v'.repeat(201) }], [{ ...is, value: ' ' }], [{ ...is, operator: 'at_least' }],
      [{ ...is, operator: 'one_of' }], [{ kind: 'locale', values: [] }], [{ kind: 'page', operator: 'is_not', value: '/' }], [{ kind: 'signed_in', value: 'yes' }], [{ ...is, more: 1 }],
    ]) expect(Targeting.safeParse(wrong).success).toBe(false);
  });
});

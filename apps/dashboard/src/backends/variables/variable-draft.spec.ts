import { describe, expect, it } from '@jest/globals';
import { emptySource, faultsOf, namesIn, newVariable, tellVariable, undeclaredIn, variablesFit, withSource } from './variable-draft.ts';

const plan = { ...newVariable('plan'), source: { kind: 'attribute' as const, name: 'plan' }, otherwise: 'free' };
const texts = { instructions: 'For {{company}}.', tone: '', must: 'Be kind.\n\nName {{plan}}.', never: '', variables: [plan] };

describe('the values that a draft names', () => {
  it('fit when every name is declared, and are found by field and line when one is not', () => {
    expect(variablesFit(texts)).toBe(true);
    expect(undeclaredIn({ ...texts, variables: [] })).toEqual([{ name: 'plan', field: 'must', line: 2 }]);
    expect(variablesFit({ ...texts, variables: [] })).toBe(false);
  });

  it('are told what is wrong with each of them', () => {
    expect([...faultsOf([plan, { ...plan }, newVariable('Wrong name'), newVariable('date')]).keys()]).toEqual([2, 3, 1]);
    expect(faultsOf([plan, newVariable('delivery')]).size).toBe(0);
    expect(faultsOf([{ ...newVariable('days'), type: 'number', source: { kind: 'fixed', value: 'many' } }]).get(0)).toContain('must be a number');
  });

  it('are quoted again when they no longer come from the company', () => {
    const fixed = { ...newVariable('days'), escape: 'plain' as const };
    expect(withSource(fixed, emptySource('fixed')).escape).toBe('plain');
    expect(withSource(fixed, emptySource('page')).escape).toBe('quoted');
  });

  it('can be named beside the two that are always there, and told in a line', () => {
    expect(namesIn([plan, newVariable()])).toEqual(['company', 'date', 'plan']);
    expect(tellVariable(plan)).toBe('{{plan}}: signed attribute plan, Text, at most 200 characters, quoted, otherwise “free”');
  });
});

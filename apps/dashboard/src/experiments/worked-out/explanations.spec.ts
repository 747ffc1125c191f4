import { describe, expect, it } from '@jest/globals';
import { ComparedMeasure, Gate } from '#contracts';
import { meanings } from '../compared/meanings.ts';
import { words as gates } from '../gates/strings.ts';
import { explanations } from './explanations.ts';
import { gateExplanations } from './gate-explanations.ts';

/** Whole sentences, and a formula that has an operation in it. */
const told = { words: expect.stringMatching(/^[A-Z0-9].{20,}[.?]$/s), formula: expect.stringMatching(/[/=≥>±×−+[(]| of /) };

describe('every number is explained in plain words and in a formula', () => {
  it.each(Gate.shape.kind.options)('the gate %s', (kind) => {
    const found = Object.entries(gateExplanations).find(([name]) => name === kind)?.[1] ?? [];
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) expect(one).toMatchObject(told);
    expect(explanations.gates).toEqual(expect.arrayContaining([...found]));
    expect(gates.kinds[kind]).toMatch(/^[A-Z]/);
  });

  it.each(ComparedMeasure.options)('the measure %s', (measure) => {
    expect(meanings[measure]).toMatchObject(told);
  });

  it.each(Object.keys(explanations))('the panel %s, each number once', (panel) => {
    const all = Object.entries(explanations).find(([name]) => name === panel)?.[1] ?? [];
    expect(all.length).toBeGreaterThan(0);
    for (const one of all) expect(one).toMatchObject(told);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });
});

import { describe, expect, it } from '@jest/globals';
import { PlannedMeasure, type Baselines, type MeasuredBefore } from '#contracts';
import { assumptionsOf, keysOf } from './assumptions.ts';
import { addressWith, questionOf, wishOf } from './question.ts';
import { suggestedDifference } from './suggested.ts';
import { target } from './target.ts';

const csat: MeasuredBefore = {
  observations: 400, visitors: 320, level: { kind: 'measured', mean: 4.12, variance: 1.44 }, clusters: { mean: 1.25, sizeBiased: 1.6 }, resemblance: { kind: 'correlation', value: -0.04, clusters: 60 },
};
const few: MeasuredBefore = { observations: 12, visitors: 12, level: { kind: 'too-few', have: 12, need: 30 }, clusters: { mean: 1, sizeBiased: 1 }, resemblance: { kind: 'no-spread', value: 0, units: 40 } };
const baselines: Baselines = {
  siteId: 's', traffic: 'live', weeks: 4, from: '', to: '', days: 28, visitors: 1_000, visitorsADay: 42, returnRate: 0.15, conversations: 1_400, conversationsPerVisitor: 1.4, answersPerConversation: 2.5, thumbsPerConversation: 0.4,
  askedShare: { kind: 'share', count: 1_000, of: 1_400, share: 1_000 / 1_400, low: 0.6, high: 0.8 }, responseRate: { kind: 'share', count: 400, of: 1_000, share: 0.4, low: 0.3, high: 0.5 },
  measures: { ...Object.fromEntries(PlannedMeasure.options.map((measure) => [measure, few])) as Baselines['measures'], csat },
};
const asked = (query: string) => {
  const question = questionOf(new URLSearchParams(query));
  const assumptions = assumptionsOf(question.measure, baselines, question.typed);
  return { question, assumptions, wish: wishOf(question, assumptions, baselines) };
};

describe('the question of the power page', () => {
  it('is planned on what was measured, with its clusters', () => {
    const { assumptions, wish } = asked('');
    expect(assumptions.map(({ key, origin }) => [key, origin])).toEqual(keysOf('csat').map((key) => [key, 'measured']));
    expect(wish).toEqual({
      measure: 'csat', variants: 2, power: 0.8, alpha: 0.05, participation: 1, baseline: 4.12, variance: expect.closeTo(1.44, 12), difference: 0.2, visitorsADay: 42, returnRate: 0.15, conversationsPerVisitor: 1.4,
      askedShare: 1_000 / 1_400, responseRate: 0.4, resemblance: 0, clusters: { mean: 1.25, sizeBiased: 1.6 },
    });
  });

  it('takes what is typed before what was measured; with other rates the measured clusters do not hold', () => {
    const { assumptions, wish } = asked('responseRate=0.2&baseline=3.9&difference=0.1&variants=3&participation=0.5');
    expect(assumptions.find(({ key }) => key === 'responseRate')).toEqual({ key: 'responseRate', value: 0.2, origin: 'typed', otherwise: { value: 0.4, origin: 'measured' }, rests: 1_000, missing: null });
    expect(wish).toMatchObject({ responseRate: 0.2, baseline: 3.9, difference: 0.1, variants: 3, participation: 0.5 });
    expect(wish).not.toHaveProperty('clusters');
    expect(asked('baseline=3.9').wish).toHaveProperty('clusters');
  });

  it('suggests what was not measured, and says why', () => {
    const { assumptions } = asked('measure=failure');
    expect(assumptions.find(({ key }) => key === 'baseline')).toMatchObject({ origin: 'suggested', value: 0.03, missing: { kind: 'too-few', have: 12, need: 30 } });
    expect(assumptions.find(({ key }) => key === 'resemblance')).toMatchObject({ origin: 'suggested', missing: { kind: 'no-spread' } });
    expect(assumptionsOf('csat', undefined, {}).every(({ origin, missing }) => origin === 'suggested' && missing === null)).toBe(true);
  });

  it('forgets the units of a measure that is left, and nothing else', () => {
    const next = addressWith(new URLSearchParams('measure=csat&difference=0.3&baseline=4&visitorsADay=9&looks=end'), { measure: 'resolved' });
    expect(next.toString()).toBe('measure=resolved&visitorsADay=9&looks=end');
    expect(addressWith(next, { looks: null }).toString()).toBe('measure=resolved&visitorsADay=9');
  });

  it('overlooks what an address cannot mean', () => {
    expect(questionOf(new URLSearchParams('measure=luck&variants=99&power=2&weeks=50&participation=0&difference=-1&looks=never&traffic=preview&returnRate=x'))).toEqual({
      siteId: null, traffic: 'live', weeks: 4, measure: 'csat', variants: 2, power: 0.8, alpha: 0.05, participation: 1, looks: 'any', difference: null, from: null, typed: {},
    });
  });

  it('never suggests a fall below nothing', () => {
    expect(suggestedDifference('failure', 0.01)).toBe(0.0025);
    expect(suggestedDifference('failure', 0.2)).toBe(0.02);
    expect(suggestedDifference('cost', 8_123)).toBe(2_000);
    expect(suggestedDifference('resolved', 0.01)).toBe(0.05);
  });

  it('leads back to the draft that it was asked for, or to a new one like the plan', () => {
    const { question } = asked('variants=3&participation=0.25');
    expect(target(question, 'site-1', 1_200)).toBe('/experiments/new?plannedRatings=1200&primary=csat&siteId=site-1&traffic=live&variants=3&coverage=2500');
    expect(target({ ...question, from: 'new' }, 'site-1', 1_200)).toBe('/experiments/new?draft=kept&plannedRatings=1200&primary=csat');
    expect(target({ ...question, looks: 'end', alpha: 0.01, from: 'new' }, 'site-1', 1_200)).toBe('/experiments/new?draft=kept&plannedRatings=1200&primary=csat&design=hybrid&alpha=0.01');
    expect(target({ ...question, from: 'id-1' }, 'site-1', 1_200)).toBe('/experiments/id-1/edit?draft=kept&plannedRatings=1200&primary=csat');
  });
});

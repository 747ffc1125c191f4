import { describe, expect, it } from '@jest/globals';
import { planExperiment, type CallOf, type PlannedMeasure } from '#contracts';
import { Problem } from '#platform';
import { planOf } from './plan.ts';

type Call = CallOf<typeof planExperiment>;
const plan = (wish: Call) => planOf(planExperiment.input.parse(wish));
const refusal = (wish: Call): string | undefined => {
  try {
    plan(wish);
    return undefined;
  } catch (error) {
    return error instanceof Problem ? `${error.code}: ${error.detail}` : 'another error';
  }
};
const share: Call = { measure: 'resolved', baseline: 0.6, difference: 0.05, variants: 2 };
const rating: Call = { measure: 'csat', baseline: 4, variance: 1.2, difference: 0.2, variants: 2, askedShare: 0.8, responseRate: 0.4 };

describe('the plan of an experiment', () => {
  it('needs as many observations as the formula of two shares says', () => {
    // (1.959964 + 0.841621)^2 x (0.6 x 0.4 + 0.65 x 0.35) / 0.05^2 = 1467.7
    expect(plan(share)).toMatchObject({ fixed: { independent: 1_468, observations: 1_468, asked: null, conversations: 1_468, visitors: 2_936, units: 2_936, days: null }, clusterFactor: 1, curve: [] });
    // (1.959964 + 0.841621)^2 x (0.03 x 0.97 + 0.01 x 0.99) / 0.02^2 = 765.3: fewer failures, not more
    expect(plan({ measure: 'failure', baseline: 0.03, difference: 0.02, variants: 2 }).fixed.independent).toBe(766);
  });

  it('asks more visitors where few of them rate', () => {
    // (1.959964 + 0.841621)^2 x 2.4 / 0.2^2 = 470.9; 471 / 0.4 = 1177.5 asked; 1178 / 0.8 = 1472.5 conversations
    expect(plan(rating).fixed).toMatchObject({ independent: 471, observations: 471, asked: 1_178, conversations: 1_473, visitorsPerVariant: 1_473, visitors: 2_946, units: 942 });
  });

  it('grows with the resemblance of the conversations of one visitor, and shrinks with their number', () => {
    const often: Call = { ...share, conversationsPerVisitor: 3 };
    expect(plan(often).fixed).toMatchObject({ observations: 1_470, visitorsPerVariant: 490 });
    const alike = plan({ ...often, resemblance: 0.5 });
    // Kish: 1 + (3 - 1) x 0.5 = 2; 2936 conversations, 3 of each visitor
    expect(alike).toMatchObject({ clusterFactor: 2, fixed: { observations: 2_937, visitorsPerVariant: 979, units: 1_958 } });
    // One who came often counts more than the average says.
    expect(plan({ ...often, resemblance: 0.5, clusters: { mean: 3, sizeBiased: 5 } }).clusterFactor).toBe(3);
    expect(plan({ ...often, resemblance: 1 }).fixed.visitorsPerVariant).toBe(1_468);
  });

  it('shares the error over the comparisons of several variants', () => {
    // z(1 - 0.05 / 4) = 2.241403; (2.241403 + 0.841621)^2 x 0.4675 / 0.05^2 = 1777.4
    expect(plan({ ...share, variants: 3 }).fixed).toMatchObject({ independent: 1_778, visitors: 5_334 });
  });

  it('pays for looking at any time, and never with fewer visitors than a sequence needs', () => {
    const { fixed, sequential, sequentialPerFixed } = plan(share);
    expect(sequential.visitors).toBeGreaterThan(fixed.visitors);
    expect(sequentialPerFixed).toBeCloseTo(sequential.visitors / fixed.visitors, 12);
    expect(sequentialPerFixed).toBeGreaterThan(1.3);
    expect(sequentialPerFixed).toBeLessThan(2.5);
    expect(plan({ ...share, difference: 0.4 })).toMatchObject({ fixed: { units: 60 }, sequential: { units: 100 } });
  });

  it('needs for a hybrid design what its one test at four fifths of the error needs, which lies between the others', () => {
    // z(1 - 0.04 / 2) = 2.053749; (2.053749 + 0.841621)^2 x 0.4675 / 0.05^2 = 1567.6
    expect(plan(share).hybrid).toMatchObject({ independent: 1_568, visitors: 3_136 });
    expect(plan(share).hybridPerFixed).toBeCloseTo(3_136 / 2_936, 12);
    // z(1 - 0.02 / 2) = 2.326348 for two comparisons; x 0.4675 / 0.05^2 = 1876.6
    expect(plan({ ...share, variants: 3 }).hybrid.independent).toBe(1_877);
    expect(plan({ ...share, difference: 0.4 }).hybrid.units).toBe(100);
    for (const { fixed, hybrid, sequential } of plan({ ...share, visitorsADay: 200 }).curve) if (fixed !== null && hybrid !== null && sequential !== null) expect([fixed < hybrid, hybrid < sequential]).toEqual([true, true]);
  });

  it('needs more visitors for a smaller chance of a false finding', () => {
    // z(1 - 0.01 / 2) = 2.575829; (2.575829 + 0.841621)^2 x 0.4675 / 0.05^2 = 2183.9
    expect(plan({ ...share, alpha: 0.01 }).fixed.independent).toBe(2_184);
    expect(plan({ ...share, alpha: 0.01 }).sequential.visitors).toBeGreaterThan(plan(share).sequential.visitors);
  });

  it('tells the days at the traffic of those who take part and are new', () => {
    const busy: Call = { ...share, visitorsADay: 200, returnRate: 0.25, participation: 0.5 };
    // 200 x 0.5 x 0.75 = 75 new visitors a day; 2936 / 75 = 39.1
    expect(plan(busy).fixed).toMatchObject({ days: expect.closeTo(2_936 / 75, 9), sentence: 'You need about 2,936 visitors, 40 days.' });
    expect(plan({ ...busy, visitorsADay: 10 }).fixed.sentence).toBe('You need about 2,936 visitors, more than a year: choose a larger difference or more traffic.');
    expect(plan({ ...busy, visitorsADay: 100_000 }).fixed.sentence).toBe('You need about 2,936 visitors, 1 day.');
    expect(plan({ ...busy, visitorsADay: 0 }).fixed).toMatchObject({ days: null, sentence: 'You need about 2,936 visitors.' });
  });

  it.each<[PlannedMeasure, Partial<Call>]>([
    ['csat', { baseline: 4.1, variance: 1.3, difference: 0.15, askedShare: 0.7, responseRate: 0.4 }], ['csat_top', { baseline: 0.7, difference: 0.05, askedShare: 0.7, responseRate: 0.4 }],
    ['resolved', { baseline: 0.6, difference: 0.05 }], ['hand_over', { baseline: 0.2, difference: 0.04 }], ['failure', { baseline: 0.05, difference: 0.02, answersPerConversation: 2.5 }],
    ['cost', { baseline: 9_000, variance: 4e7, difference: 900 }], ['thumbs', { baseline: 0.8, difference: 0.05, thumbsPerConversation: 0.3 }],
    ['cost_resolved', { baseline: 15_000, variance: 4e8, difference: 2_000 }], ['total_p95', { baseline: 8_000, variance: 1e8, difference: 900, answersPerConversation: 2.5 }],
  ])('meets its curve of %s at its own days', (measure, more) => {
    const { fixed, sequential, curve } = plan({ ...share, measure, conversationsPerVisitor: 1.4, resemblance: 0.2, visitorsADay: 300, returnRate: 0.1, ...more });
    const difference = more.difference ?? 0;
    for (const [kind, days] of [['fixed', fixed.days], ['sequential', sequential.days]] as const) {
      if (days === null) throw new Error('no traffic');
      const before = curve.filter((point) => point.days < days && point[kind] !== null);
      const after = curve.filter((point) => point.days >= days);
      expect(after.length).toBeGreaterThan(5);
      for (const point of before) expect(point[kind]).toBeGreaterThan(difference * 0.999);
      for (const point of after) expect(point[kind]).toBeLessThanOrEqual(difference * 1.001);
    }
    for (const point of curve) if (point.fixed !== null && point.sequential !== null) expect(point.sequential).toBeGreaterThan(point.fixed);
  });

  it('has a curve of whole days within a year, without values where there are too few visitors', () => {
    const slow = plan({ ...share, visitorsADay: 10, difference: 0.02 }).curve;
    expect(slow.length).toBeLessThanOrEqual(52);
    expect(slow.at(-1)?.days).toBeLessThanOrEqual(365);
    expect(slow.at(-1)?.days).toBeGreaterThan(350);
    const few = plan({ ...share, difference: 0.3, visitorsADay: 10 }).curve;
    expect(few[0]).toMatchObject({ days: 1, fixed: null, sequential: null });
    expect(few.find(({ fixed }) => fixed !== null)?.days).toBe(6);
    expect(few.find(({ sequential }) => sequential !== null)?.days).toBe(10);
  });

  it('plans thumbs, the cost of a resolved conversation and response times in the same way', () => {
    // (1.959964 + 0.841621)^2 x (0.8 x 0.2 + 0.85 x 0.15) / 0.05^2 = 902.6; 903 / 0.25 = 3612 conversations
    expect(plan({ measure: 'thumbs', baseline: 0.8, difference: 0.05, variants: 2, thumbsPerConversation: 0.25 })).toMatchObject({
      fixed: { independent: 903, conversations: 3_612, asked: null }, sentence: 'About 1,806 thumbs (903 for each of 2 variants) show a rise of 5 points from 80 % thumbs up, with a chance of 80 %.',
    });
    // (1.959964 + 0.841621)^2 x 2 x 4e8 / 2000^2 = 1569.8
    expect(plan({ measure: 'cost_resolved', baseline: 15_000, variance: 4e8, difference: 2_000, variants: 2 })).toMatchObject({
      fixed: { independent: 1_570, conversations: 1_570 }, sentence: 'About 3,140 conversations (1,570 for each of 2 variants) show a fall of 0.2 ct from 1.5 ct a resolved conversation, with a chance of 80 %.',
    });
    // (1.959964 + 0.841621)^2 x 2 x 1e8 / 1000^2 = 1569.8 answers; 1570 / 2 = 785 conversations
    expect(plan({ measure: 'total_p95', baseline: 8_000, variance: 1e8, difference: 1_000, variants: 2, answersPerConversation: 2 })).toMatchObject({
      fixed: { independent: 1_570, conversations: 785 }, sentence: 'About 3,140 answers (1,570 for each of 2 variants) show a fall of 1 s from a p95 of 8 s to the whole answer, with a chance of 80 %.',
    });
    // A 95th percentile has no interval below 200 visitors, whatever its error.
    expect(plan({ measure: 'total_p95', baseline: 8_000, variance: 1e6, difference: 4_000, variants: 2 })).toMatchObject({ fixed: { units: 400 }, sequential: { units: 400 } });
  });

  it('keeps the sentence of a plan that knows no traffic', () => {
    expect(plan({ baseline: 0.7, difference: 0.05, variants: 2 })).toMatchObject({
      ratingsPerVariant: 1_248, ratings: 2_496, sentence: 'About 2,496 ratings (1,248 for each of 2 variants) show a rise of 5 points from 70 % satisfied, with a chance of 80 %.',
    });
    expect(plan({ measure: 'cost', baseline: 12_000, variance: 1e8, difference: 2_000, variants: 2 }).sentence).toMatch(/conversations .* show a fall of 0.2 ct from 1.2 ct a conversation/);
  });

  it.each<[Partial<Call>, string]>([
    [{ difference: 0.5 }, 'The share cannot rise above 100 %: choose a smaller difference.'],
    [{ measure: 'hand_over', baseline: 0.1, difference: 0.2 }, 'The share cannot fall below 0 %: choose a smaller difference.'],
    [{ baseline: 4 }, 'A share to plan with lies between 0 and 1.'],
    [{ difference: 1e-6 }, 'The difference is too small to plan for: choose a larger one.'],
    [{ measure: 'csat', baseline: 4 }, 'Give the variance of one observation as well.'],
    [{ measure: 'csat', baseline: 5, variance: 0 }, 'A mean rating to plan with lies between 1 and 5.'],
    [{ measure: 'csat', baseline: 4.5, variance: 3 }, 'Ratings from 1 to 5 with this mean cannot vary so much.'],
    [{ measure: 'csat', baseline: 4.5, variance: 1, difference: 0.6 }, 'A mean rating cannot rise above 5: choose a smaller difference.'],
    [{ measure: 'cost', baseline: 4, variance: 1, difference: 5 }, 'A cost cannot fall below 0: choose a smaller difference.'],
    [{ measure: 'total_p95', baseline: 4, variance: 1, difference: 5 }, 'A response time cannot fall below 0: choose a smaller difference.'],
  ])('refuses what cannot be, and says why: %j', (wrong, detail) => {
    expect(refusal({ ...share, ...wrong })).toBe(`invalid_request: ${detail}`);
  });
});

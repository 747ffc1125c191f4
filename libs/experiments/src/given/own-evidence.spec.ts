import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { AnalyzeRequest, analyzeExample, openApi, routes, type Analysis, type Evidence } from '#contracts';
import { covariateMomentsOf } from '#stats';
import { seededRandom } from '#textmodels';
import { analyse } from '../analysis/analyse.ts';
import { evidenceOf, ratings, times } from '../analysis/evidence.fixture.ts';
import { lookAt } from '../evidence/looks.ts';
import { parseReport } from '../report/report-command.ts';
import { reportOf } from '../report/report.ts';
import { asRequest, byNames } from './as-request.fixture.ts';
import { givenEvidence } from './given-evidence.ts';

/** As over the wire. */
const broughtAlong = (evidence: Evidence): Analysis => asWritten(analyse(givenEvidence(AnalyzeRequest.parse(JSON.parse(JSON.stringify(asRequest(evidence)))))));
const asWritten = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Refunds please more with the treatment, parcels less; the control is met more often at first, and rates better in that week. */
function twoEpochs(): Evidence {
  const scores: Record<string, Record<string, readonly number[]>> = { a: { refunds: [1, 2], parcels: [4, 5] }, b: { refunds: [4, 5], parcels: [3, 4] } };
  const [counts, weights] = [[{ a: 160, b: 60 }, { a: 110, b: 120 }], [{ a: 7_000, b: 3_000 }, { a: 5_000, b: 5_000 }]];
  const each = <T>(make: (variantId: 'a' | 'b', epoch: number, count: number) => T): T[] => counts.flatMap((count, at) => (['a', 'b'] as const).map((id) => make(id, at + 1, count[id])));
  const of = (id: string, topic: string, epoch: number): number[] => scores[id]![topic]!.map((score) => Math.min(5, score + (epoch === 1 ? 1 : 0)));
  const random = seededRandom(7);
  const base = evidenceOf({ plan: { units: 300, alpha: 0.05, decision: { primary: 'csat', secondary: ['total_p95'], guardrails: [{ measure: 'failure', margin: 0.02, marginIs: 'absolute' }], margin: 0.1 } } });
  const evidence: Evidence = {
    ...base, pauses: [{ from: '2026-11-03T00:00:00.000Z', until: '2026-11-04T00:00:00.000Z' }],
    epochs: counts.map((count, at) => ({ ...base.epochs[0]!, number: at + 1, weights: weights[at]!, assigned: { a: count.a * 2, b: count.b * 2 }, answered: { a: count.a * 2, b: count.b * 2 } })),
    cells: each((id, epoch, count) => ratings(id, [...of(id, 'refunds', epoch), ...of(id, 'parcels', epoch)], count, epoch)),
    latency: each((id, epoch, count) => times(id, 'total', Array.from({ length: count }, () => 300 + 900 * random()), epoch)),
    segments: ['refunds', 'parcels'].flatMap((topic) => each((variantId, epoch, count) => ({ topic, name: `About ${topic}`, variantId, epoch, sums: ratings(variantId, of(variantId, topic, epoch), count / 2, epoch).sums }))),
    covariates: each((variantId, epoch, count) => {
      const { means, coDeviations, count: units } = covariateMomentsOf(Array.from({ length: count }, (_, at) => ({ outcome: of(variantId, at % 2 === 0 ? 'refunds' : 'parcels', epoch)[at % 4 < 2 ? 0 : 1]!, covariates: [1, at % 2] })));
      // A covariate that is always known has a constant beside it.
      const kept = [0, 1, 3];
      return { variantId, epoch, count: units, means: kept.map((i) => means[i]!), coDeviations: kept.map((i) => kept.map((j) => coDeviations[i]![j]!)) };
    }),
    covariateNames: ['About parcels'],
    served: each((variantId, epoch, count) => ({ variantId, epoch, sums: servedSums(ratings(variantId, [...of(variantId, 'refunds', epoch), ...of(variantId, 'parcels', epoch)], count, epoch).sums) })).filter(({ variantId }) => variantId === 'b'),
    arrivals: { unread: 3, groups: ['refunds', 'parcels'].flatMap((key) => each((variantId, epoch, count) => ({ kind: 'topic' as const, key, name: `About ${key}`, variantId, epoch, units: count }))) },
    asked: each((variantId, epoch, count) => ['refunds', 'parcels'].map((topic) => askedOnce({ variantId, epoch, topic, units: count, scores: Array.from({ length: count / 2 }, (_, at) => of(variantId, topic, epoch)[at % 2]!) }))).flat(),
    ratings: [{ variantId: 'a', asked: 400, counts: [20, 50, 60, 70, 70] }, { variantId: 'b', asked: 290, counts: [0, 0, 50, 60, 70] }],
    clocks: { units: 9, answeredFirst: 5, ratedFirst: 2, assignedOutside: 2 },
    health: { mixed: 2, answers: { a: 600, b: 400 }, servedElsewhere: { a: 0, b: 30 } },
  };
  const early = { ...evidence, takenAt: '2026-11-07T00:00:00.000Z', epochs: evidence.epochs.slice(0, 1), cells: evidence.cells.slice(0, 2), latency: evidence.latency.slice(0, 2) };
  return { ...evidence, looks: [lookAt(early)] };
}

/** Everybody is asked once; `scores` of those who rate. */
function askedOnce({ scores, units, ...cell }: { variantId: string; epoch: number; topic: string; units: number; scores: readonly number[] }): NonNullable<Evidence['asked']>[number] {
  const [raters, y, yy] = [scores.length, scores.reduce((sum, score) => sum + score, 0), scores.reduce((sum, score) => sum + score ** 2, 0)];
  return { ...cell, earlier: 'none', units, raters, a: units, x: raters, y, aa: units, xx: raters, yy, ax: raters, ay: y, xy: y };
}

/** The variant itself answered nine tenths of all, the same of everybody. */
function servedSums({ units, y, x, yy, xx, xy }: Evidence['cells'][number]['sums']): NonNullable<Evidence['served']>[number]['sums'] {
  const share = 9_000n;
  const times = (sum: string, by: bigint): string => String(BigInt(sum) * by);
  return { units, y, x, yy, xx, xy, w: times(x, share), ww: times(xx, share * share), xw: times(xx, share), yw: times(xy, share) };
}

describe('an experiment’s own evidence, brought along', () => {
  it('gives the very same analysis: epochs, looks, covariates, topics, gates and verdict', () => {
    const { report: { evidence, analysis } } = parseReport(JSON.stringify(reportOf(twoEpochs())), 'r.json');
    expect(broughtAlong(evidence)).toEqual(byNames(analysis, evidence.variants));
    // Every part has something to say, so that none of it is equal for being empty.
    const csat = analysis.comparisons.find(({ measure }) => measure === 'csat')!;
    expect(csat).toMatchObject({ epochsLeftOut: 0, adjusted: { explained: expect.any(Number) }, difference: { kind: 'difference', running: { looks: 2 } } });
    expect(analysis.segments[0]).toMatchObject({ interaction: { p: expect.any(Number) }, topics: [{ claim: 'better' }, { claim: 'worse' }] });
    expect(analysis.routing?.topics.length).toBeGreaterThan(0);
    expect(analysis.nonResponse.find(({ variantId }) => variantId === 'b')?.weighted).toMatchObject({ kind: 'difference', cells: expect.any(Number) });
    expect([analysis.compliers?.length, analysis.sampleRatio.groups?.length, analysis.sequences.length > 0, analysis.unread]).toEqual([1, 2, true, 3]);
  });

  it('is compared within epochs: thrown together, the weights of the weeks would make up another difference', () => {
    const evidence = twoEpochs();
    const { variants, ...request } = asRequest(evidence);
    const together = analyse(givenEvidence(AnalyzeRequest.parse({
      ...request, looks: [], variants: variants.map(({ epochs = [], ...one }) => ({
        ...one, assigned: epochs.reduce((sum, { assigned }) => sum + assigned, 0), values: { csat: scoresOf(evidence, one.name) },
      })), arrivals: undefined,
    })));
    const valueOf = ({ comparisons }: Analysis): number => {
      const { difference } = comparisons.find(({ measure }) => measure === 'csat')!;
      return difference.kind === 'difference' ? difference.value : NaN;
    };
    expect(Math.abs(valueOf(together) - valueOf(analyse(evidence)))).toBeGreaterThan(0.1);
  });

  it('gives what an older report file says as well', () => {
    const { report: { evidence, analysis } } = parseReport(readFileSync(path.join(import.meta.dirname, '../report/before-fallbacks.fixture.json'), 'utf8'), 'old.json');
    expect(broughtAlong(evidence)).toEqual(byNames(asWritten(analyse(evidence)), evidence.variants));
    expect(analysis.comparisons).toHaveLength(broughtAlong(evidence).comparisons.length);
  });
});

describe('the example of the API’s page', () => {
  it('stands there and runs: it finds the difference, the topics that differ and the rule that follows', () => {
    const { paths } = openApi(routes, '') as { paths: Record<string, Record<string, { requestBody: { content: Record<string, { example: unknown }> } }>> };
    const { example } = paths['/v1/stats/analyze']!['post']!.requestBody.content['application/json']!;
    expect(example).toEqual(analyzeExample);
    const { verdict, segments, routing, comparisons } = analyse(givenEvidence(AnalyzeRequest.parse(example)));
    expect(verdict).toMatchObject({ variantId: 'Fine-tuned', conclusion: 'ship' });
    expect(comparisons.find(({ role }) => role === 'primary')?.difference).toMatchObject({ kind: 'difference', running: { looks: 2 } });
    expect(segments[0]?.interaction?.p).toBeLessThan(0.05);
    expect(routing?.topics).toMatchObject([{ topic: 'parcels', variantId: 'Prompt' }]);
  });
});

/** The ratings of all epochs one by one, as the fixture drew them. */
function scoresOf({ cells, variants }: Evidence, name: string): (number | [number, number])[] {
  const { id } = variants.find((one) => one.name === name)!;
  return cells.filter(({ variantId, measure }) => variantId === id && measure === 'csat').flatMap(({ sums }) => {
    const [units, y] = [Number(sums.units), Number(sums.y)];
    const base = Math.floor(y / units);
    return Array.from({ length: units }, (_, at) => (at < y - base * units ? base + 1 : base));
  });
}

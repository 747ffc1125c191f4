import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readBaselines, type Baselines } from '#contracts';
import { newId } from '#platform';
import { keyHeaders, otherWorkspace } from '../../../../test/support/accounts.ts';
import { writeHistory, type Visit } from '../../../../test/support/history.ts';
import { startExperimentDesk, type ExperimentDesk } from '../../../../test/support/experiment-desk.ts';

/** 120 visits of 60 visitors over 20 days: those of even number are content, and come three times. */
const visits: Visit[] = Array.from({ length: 60 }, (_, visitor) => Array.from({ length: visitor % 2 ? 1 : 3 }, (__, nth) => ({
  visitor, daysAgo: 20 - ((visitor * 7 + nth * 5) % 20) - 0.25, asked: nth < 2, answers: 1 + (nth % 2), failures: visitor % 10 === 3 ? 1 : 0, costMicroUsd: 100 * (visitor + 1) + nth,
  handedOver: visitor % 6 === 1, helped: visitor % 4 === 0, thumbsUp: (visitor + nth) % 3, thumbsDown: visitor % 5 === 2 ? 1 : 0,
  answerMs: [1_000 + 37 * visitor + 11 * nth, visitor === 7 ? null : 900 + 53 * ((visitor * 17 + nth * 29) % 60)], ...(nth < 2 && visitor % 3 ? { csat: visitor % 2 ? 1 + (visitor % 5) : 4 + ((visitor + nth) % 2) } : {}),
}))).flat();

/** As the product counts it. */
function isAlone(visit: Visit): boolean {
  const returned = visits.some((later) => later.visitor === visit.visitor && later.daysAgo < visit.daysAgo && later.daysAgo >= visit.daysAgo - 3);
  return (visit.helped ?? false) || (!visit.handedOver && (visit.thumbsDown ?? 0) === 0 && (visit.failures ?? 0) < (visit.answers ?? 0) && !returned);
}

/** The same numbers by a plain loop over the visits. */
function plain(valuesOf: (visit: Visit) => number[]) {
  const perVisitor = [...new Set(visits.map(({ visitor }) => visitor))].map((one) => visits.filter(({ visitor }) => visitor === one).flatMap(valuesOf)).filter(({ length }) => length > 0);
  const all = perVisitor.flat();
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  return {
    observations: all.length, visitors: perVisitor.length, mean, variance: all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (all.length - 1),
    clusters: { mean: all.length / perVisitor.length, sizeBiased: perVisitor.reduce((sum, { length }) => sum + length ** 2, 0) / all.length },
  };
}

describe('what the last weeks of a site say about an experiment to come', () => {
  let desk: ExperimentDesk;
  let siteId: string;
  const read = async (more: { weeks?: number; traffic?: 'live' | 'replay' } = {}): Promise<Baselines> => {
    const { body } = await desk.server.call(readBaselines, { siteId, ...more }, desk.headers);
    return body;
  };

  beforeAll(async () => {
    desk = await startExperimentDesk();
    siteId = await desk.site();
    await writeHistory(desk.db.database, desk.workspaceId, siteId, visits);
  });
  afterAll(() => desk.stop());

  it('tells how many come how often', async () => {
    const days = new Set(visits.map(({ visitor, daysAgo }) => `${visitor} ${Math.floor(daysAgo)}`));
    const told = await read();
    expect(told).toMatchObject({ visitors: 60, conversations: 120, conversationsPerVisitor: 2, weeks: 4 });
    expect(told.days).toBeCloseTo(19.75, 2);
    expect((told.visitorsADay ?? 0) * told.days).toBeCloseTo(days.size, 6);
    expect(told.returnRate).toBeCloseTo(1 - 60 / days.size, 12);
    expect(told.answersPerConversation).toBeCloseTo(visits.reduce((sum, { answers = 0, failures = 0 }) => sum + answers + failures, 0) / 120, 12);
    expect(told.askedShare).toMatchObject({ count: visits.filter(({ asked }) => asked).length, of: 120 });
    expect(told.responseRate).toMatchObject({ count: visits.filter(({ csat }) => csat).length, of: visits.filter(({ asked }) => asked).length });
  });

  it.each([
    ['csat', ({ csat }: Visit) => (csat ? [csat] : [])],
    ['csat_top', ({ csat }: Visit) => (csat ? [Number(csat >= 4)] : [])],
    ['thumbs', ({ thumbsUp = 0, thumbsDown = 0 }: Visit) => [...Array.from({ length: thumbsUp }, () => 1), ...Array.from({ length: thumbsDown }, () => 0)]],
    ['hand_over', ({ handedOver }: Visit) => [Number(handedOver ?? false)]],
    ['failure', ({ answers = 0, failures = 0 }: Visit) => [...Array.from({ length: answers }, () => 0), ...Array.from({ length: failures }, () => 1)]],
    ['cost', ({ costMicroUsd = 0 }: Visit) => [costMicroUsd]],
  ] as const)('tells mean, variance and clusters of %s as a plain loop does', async (measure, valuesOf) => {
    const { level, ...told } = (await read()).measures[measure];
    const { mean, variance, clusters, ...counts } = plain(valuesOf);
    expect(told).toMatchObject(counts);
    expect(level).toEqual({ kind: 'measured', mean: expect.closeTo(mean, 9), variance: expect.closeTo(variance, 6) });
    expect(told.clusters).toEqual({ mean: expect.closeTo(clusters.mean, 9), sizeBiased: expect.closeTo(clusters.sizeBiased, 9) });
  });

  it('counts as resolved alone what the results of an experiment count so', async () => {
    const { level } = (await read()).measures.resolved;
    expect(level).toMatchObject({ kind: 'measured', mean: expect.closeTo(visits.filter(isAlone).length / 120, 9) });
  });

  it('tells the cost of a resolved conversation as the ratio of two sums, with the variance of the delta method', async () => {
    const { level, clusters } = (await read()).measures.cost_resolved;
    const cost = visits.map(({ costMicroUsd = 0 }) => costMicroUsd);
    const resolved = visits.map((visit) => Number(isAlone(visit)));
    const mean = (all: readonly number[]): number => all.reduce((sum, one) => sum + one, 0) / all.length;
    const covariance = (a: readonly number[], b: readonly number[]): number => (a.reduce((sum, one, at) => sum + (one - mean(a)) * ((b[at] ?? 0) - mean(b)), 0)) / (a.length - 1);
    const ratio = mean(cost) / mean(resolved);
    // Deng, Knoblich & Lu (2018): (var Y - 2 R cov + R^2 var X) / mean(X)^2, for one conversation.
    const variance = (covariance(cost, cost) - 2 * ratio * covariance(cost, resolved) + ratio ** 2 * covariance(resolved, resolved)) / mean(resolved) ** 2;
    expect(level).toEqual({ kind: 'measured', mean: expect.closeTo(ratio, 6), variance: expect.closeTo(variance, 2) });
    expect(clusters).toEqual({ mean: 2, sizeBiased: expect.closeTo(2.5, 12) });
  });

  it.each([['p50', 0.5], ['p95', 0.95]] as const)('tells the %s of response times with an error like that of its interval, and failed answers as slower than any', async (name, level) => {
    const { [`total_${name}` as const]: total, [`first_token_${name}` as const]: first } = (await read()).measures;
    const times = visits.flatMap(({ answerMs = [] }) => answerMs.map((ms) => ms ?? Infinity)).sort((a, b) => a - b);
    const at = (share: number): number => times[Math.ceil(share * times.length - 1e-9) - 1] ?? NaN;
    const reach = 1.959963984540054 * Math.sqrt((level * (1 - level)) / times.length);
    const apart = (at(level + reach) - at(level - reach)) / (2 * reach);
    expect(times.at(-1)).toBe(Infinity);
    expect(total).toMatchObject({ observations: 240, visitors: 60, level: { kind: 'measured', mean: at(level), variance: expect.closeTo(level * (1 - level) * apart ** 2, 3) }, resemblance: { kind: 'correlation', clusters: 60 } });
    expect(first).toMatchObject({ observations: 240, level: { kind: 'measured', mean: Math.floor(at(level) / 2) } });
  });

  it('asks for more answers the further out a quantile lies', async () => {
    const week = await read({ weeks: 1 });
    const have = 2 * visits.filter(({ daysAgo }) => daysAgo < 7).length;
    expect(week.measures.total_p95.level).toEqual({ kind: 'too-few', have, need: 200 });
    expect([have >= 30, week.measures.total_p50.level.kind]).toEqual([true, 'measured']);
    const nobody = await read({ traffic: 'replay' });
    expect([nobody.measures.total_p50.level, nobody.measures.total_p95.level]).toEqual([{ kind: 'too-few', have: 0, need: 30 }, { kind: 'too-few', have: 0, need: 200 }]);
  });

  it('counts what one conversation costs up to the 99.9th percentile once there are a thousand, as an experiment does', async () => {
    const other = await desk.site();
    const costs = Array.from({ length: 1_000 }, (_, at) => (at === 7 ? 900_000_000 : 100 + (at % 10)));
    await writeHistory(desk.db.database, desk.workspaceId, other, costs.map((costMicroUsd, at) => ({ visitor: at, daysAgo: 1, costMicroUsd })));
    // As the database does by itself within a minute; without it, it plans for empty tables.
    await desk.db.source.query('analyze');
    const { level } = (await desk.server.call(readBaselines, { siteId: other }, desk.headers)).body.measures.cost;
    expect(level).toMatchObject({ kind: 'measured', mean: expect.closeTo((costs.reduce((sum, one) => sum + one, 0) - 900_000_000 + 109) / 1_000, 9) });
  });

  it('tells how alike a visitor is to itself, once 30 came again', async () => {
    const { measures } = await read();
    // numpy, by variance components over the 30 visitors with three visits; cost hardly differs within a visitor.
    expect(measures.hand_over.resemblance).toMatchObject({ kind: 'no-spread', value: 0, units: 30 });
    expect(measures.cost.resemblance).toMatchObject({ kind: 'correlation', clusters: 30, value: expect.closeTo(0.9999996774194242, 9) });
    expect(measures.csat.resemblance).toMatchObject({ kind: 'too-few', have: 20, need: 30 });
  });

  it('reads the weeks and the traffic asked for, and knows an older site', async () => {
    const week = await read({ weeks: 1 });
    expect(week.conversations).toBe(visits.filter(({ daysAgo }) => daysAgo < 7).length);
    expect(week.days).toBeCloseTo(7, 3);
    expect(await read({ traffic: 'replay' })).toMatchObject({ days: 0, visitors: 0, visitorsADay: null, conversationsPerVisitor: null, measures: { csat: { level: { kind: 'too-few', have: 0, need: 30 } } } });
  });

  it('is nobody else’s, and refuses weeks that nobody looks at', async () => {
    const { headers } = await otherWorkspace(desk.server, desk.db);
    expect((await desk.server.call(readBaselines, { siteId }, headers)).status).toBe(404);
    expect((await desk.server.call(readBaselines, { siteId: newId() }, desk.headers)).status).toBe(404);
    expect((await desk.server.call(readBaselines, { siteId, weeks: 13 }, desk.headers)).problem.code).toBe('invalid_request');
    expect((await desk.server.call(readBaselines, { siteId }, await keyHeaders(desk.server, desk.workspaceId, 'agent'))).status).toBe(200);
  });
});

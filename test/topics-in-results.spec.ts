import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ComparedMeasure, Experiment, UnitSums } from '#contracts';
import { Lifecycle } from '#experiments';
import { startTopicDesk, type TopicDesk, type Visit } from './support/topic-desk.ts';

jest.setTimeout(180_000);

const questions = { parcel: 'Where has my parcel got to?', refund: 'Can I have my money back please?', address: 'I moved house, please send it elsewhere', oos: 'Who won the football on Sunday?' };
type Topic = keyof typeof questions;
const topics = Object.keys(questions) as Topic[];

describe('the results of an experiment whose visitors ask about different things', () => {
  let desk: TopicDesk;
  let experiment: Experiment;

  beforeAll(async () => {
    desk = await startTopicDesk();
  });
  afterEach(async () => {
    await desk.server.app.get(Lifecycle, { strict: false }).stop({ workspaceId: desk.site.workspaceId, name: 'Ada' }, { id: experiment.id, reason: 'For the test' });
  });
  afterAll(() => desk.stop());

  const all = async (visits: readonly Visit[]) => {
    for (let from = 0; from < visits.length; from += 8) await Promise.all(visits.slice(from, from + 8).map((visit) => desk.visit(visit)));
    await desk.answered();
    await desk.readTopics();
  };
  /** So many visitors of each variant and topic, as `score` says of the turn and of whether it is the treatment. */
  const visits = (count: (topic: Topic, treated: boolean) => number, score: (topic: Topic, treated: boolean, turn: number) => number): Visit[] =>
    experiment.variants.flatMap((variant) => topics.flatMap((topic) => Array.from({ length: count(topic, !variant.isControl) }, (_, turn) =>
      ({ text: questions[topic], variantId: variant.id, score: score(topic, !variant.isControl, turn) }))));

  const keys = ['units', 'y', 'x', 'yy', 'xx', 'xy'] as const;
  const decideBy = (measure: ComparedMeasure) => desk.query(`update experiment set decision = jsonb_set(decision, '{primary}', to_jsonb($2::text)) where id = $1`, [experiment.id, measure]);

  it('show the one topic in which a variant is better, and clear the difference of what topics explain', async () => {
    experiment = await desk.running();
    // Refunds please nobody, but less so with the treatment; in all else the variants are alike.
    await all(visits(() => 40, (topic, treated, turn) => (topic === 'refund' ? (treated ? 3 : 1) : 4) + (turn % 2)));
    const { segments: [found], comparisons, gates, sampleRatio } = await desk.analysis(experiment.id);
    expect(found?.interaction?.p).toBeLessThan(0.001);
    expect(found?.topics.map(({ name, claim, units }) => [name, claim, units]).sort()).toEqual([['Address', 'open', 80], ['Other', 'open', 80], ['Parcel', 'open', 80], ['Refund', 'better', 80]]);
    expect(found?.topics.find(({ topic }) => topic === 'refund')).toMatchObject({ value: 2, adjustedP: expect.any(Number) });
    const primary = comparisons.find(({ role }) => role === 'primary');
    if (primary?.difference.kind !== 'difference' || !primary.adjusted) throw new Error('ratings are compared, and cleared of topics');
    expect(primary.adjusted.high - primary.adjusted.low).toBeLessThan(0.8 * (primary.difference.high - primary.difference.low));
    expect(primary.adjusted.value).toBeCloseTo(primary.difference.value, 6);
    expect(primary.adjusted.explained).toBeGreaterThan(0.4);
    expect(gates.find(({ kind }) => kind === 'balance')).toMatchObject({ state: 'ok', p: 1 });
    expect(sampleRatio.groups?.filter(({ kind }) => kind === 'topic').map(({ name, p }) => [name, p])).toEqual([['Address', 1], ['Other', 1], ['Parcel', 1], ['Refund', 1]]);
  });

  it('raise the alarm where variants did not meet the same visitors, and say in which group', async () => {
    experiment = await desk.running();
    await all(visits((topic, treated) => (topic === 'refund' && treated ? 4 : 30), () => 4));
    const { gates, sampleRatio } = await desk.analysis(experiment.id);
    expect(gates.find(({ kind }) => kind === 'balance')).toMatchObject({ state: 'alarm', sentence: expect.stringContaining('first questions') });
    expect(sampleRatio.groups?.[0]).toMatchObject({ kind: 'topic', name: 'Refund', variants: [{ assigned: 30, expected: 17 }, { assigned: 4, expected: 17 }] });
  });

  it('count what visitors rated before, and those whose message is still to be read', async () => {
    const earlier = await Promise.all(Array.from({ length: 24 }, async (_, at) => (await desk.visit({ text: 'hello', score: at % 2 === 0 ? 5 : 2 })).visitor));
    experiment = await desk.running();
    await all(earlier.map((visitor, at) => ({ visitor, text: questions.parcel, variantId: experiment.variants[at < 12 ? 0 : 1]!.id, score: 4 })));
    await desk.visit({ text: questions.refund });
    const { arrivals, segments } = await desk.evidence(experiment.id);
    expect(arrivals?.unread).toBe(1);
    expect(arrivals?.groups.filter(({ kind }) => kind === 'earlier').map(({ key, units }) => [key, units])).toEqual([['happy', 6], ['happy', 6], ['unhappy', 6], ['unhappy', 6]]);
    expect(arrivals?.groups.filter(({ kind }) => kind === 'topic').map(({ key, units }) => [key, units])).toEqual([['parcel', 12], ['parcel', 12]]);
    expect(arrivals?.groups.filter(({ kind }) => kind === 'hour').reduce((sum, { units }) => sum + units, 0)).toBe(25);
    expect(segments.map(({ topic, sums }) => [topic, sums.units, sums.y])).toEqual([['parcel', '12', '48'], ['parcel', '12', '48']]);
    await desk.readTopics();
  });

  it('add up by topic to what all visitors show, whichever measure decides; response times have no topics', async () => {
    experiment = await desk.running();
    await all(visits(() => 3, () => 4));
    for (const measure of ['csat', 'csat_top', 'thumbs', 'resolved', 'hand_over', 'failure', 'cost', 'cost_resolved'] as const) {
      await decideBy(measure);
      const { cells, segments } = await desk.evidence(experiment.id);
      const sumOf = (parts: readonly { sums: UnitSums }[]) => keys.map((key) => parts.reduce((sum, { sums }) => sum + BigInt(sums[key]), 0n));
      const own = cells.filter((cell) => cell.measure === measure);
      expect([measure, sumOf(segments)]).toEqual([measure, sumOf(own)]);
      expect(segments.length).toBe(measure === 'thumbs' ? 0 : 8);
    }
    await decideBy('total_p95');
    expect(await desk.evidence(experiment.id)).toMatchObject({ segments: [], covariates: [], covariateNames: [] });
  });
});

import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Experiment } from '#contracts';
import { Ratings } from '#conversations';
import { Lifecycle } from '#experiments';
import { startTopicDesk, type TopicDesk } from './support/topic-desk.ts';

jest.setTimeout(180_000);

const REFUND = 'Can I have my money back please?';
const PARCEL = 'Where has my parcel got to?';

describe('the results of an experiment in which not everybody rates', () => {
  let desk: TopicDesk;
  let experiment: Experiment;

  beforeAll(async () => {
    desk = await startTopicDesk();
  });
  afterEach(() => desk.server.app.get(Lifecycle, { strict: false }).stop({ workspaceId: desk.site.workspaceId, name: 'Ada' }, { id: experiment.id, reason: 'For the test' }));
  afterAll(() => desk.stop());

  const ratings = () => desk.server.app.get(Ratings, { strict: false });
  /** One conversation, asked for a rating; `score` undefined keeps silent. */
  const ask = async (variantId: string, text: string, score?: number, visitor?: Awaited<ReturnType<TopicDesk['visitor']>>) => {
    const seen = await desk.visit({ text, variantId, ...(visitor && { visitor }) });
    await ratings().asked(seen.visitor, seen.conversationId);
    if (score !== undefined) await ratings().satisfaction(seen.visitor, seen.conversationId, { score });
  };
  const idOf = (isControl: boolean): string => experiment.variants.find((one) => one.isControl === isControl)!.id;

  it('weigh each rating by how many of those who asked about the same kept silent', async () => {
    experiment = await desk.running();
    // Nobody is pleased about refunds, whoever answers; but under the control those who ask about them seldom say so.
    const crowd = (control: boolean, text: string, rated: number, score: number) => Array.from({ length: 24 }, (_, at) => () => ask(idOf(control), text, at < rated ? score + (at % 2) : undefined));
    const visits = [...crowd(true, REFUND, 12, 1), ...crowd(true, PARCEL, 24, 4), ...crowd(false, REFUND, 24, 1), ...crowd(false, PARCEL, 24, 4)];
    for (let from = 0; from < visits.length; from += 8) await Promise.all(visits.slice(from, from + 8).map((visit) => visit()));
    await desk.answered();
    await desk.readTopics();
    const { asked = [] } = await desk.evidence(experiment.id);
    expect(asked.filter(({ topic }) => topic === 'refund').map(({ variantId, units, raters, a, x, y, ay, yy }) => [variantId === idOf(true), units, raters, a, x, y, ay, yy]).sort())
      .toEqual([[false, 24, 24, 24, 24, 36, 36, 60], [true, 24, 12, 24, 12, 18, 18, 30]]);
    const { nonResponse } = await desk.analysis(experiment.id);
    // Without weights 144 / 48 against (18 + 108) / 36.
    expect(nonResponse.find(({ variantId }) => variantId === idOf(false))?.weighted).toMatchObject({ kind: 'difference', value: expect.closeTo(0, 9), unweighted: -0.5, units: 84, cells: 2 });
  });

  it('tell by browser, and by who answered, how visitors were shared out, and whose times cannot be true', async () => {
    experiment = await desk.running();
    const browsers = ['safari', 'safari', 'automated', null] as const;
    const seen = [];
    for (const [at] of browsers.entries()) seen.push((await desk.visit({ text: PARCEL, variantId: idOf(at % 2 === 0), score: 4 })).visitor.id);
    await desk.answered();
    for (const [at, browser] of browsers.entries()) await desk.query('update visitor set browser = $2 where id = $1', [seen[at], browser]);
    const found = async () => {
      const { arrivals, clocks } = await desk.evidence(experiment.id);
      return { groups: (arrivals?.groups ?? []).filter(({ kind }) => kind === 'browser' || kind === 'fallback').map(({ kind, key, variantId, units }) => [kind, key, variantId === idOf(true), units]), clocks };
    };
    expect((await found()).clocks).toEqual({ units: 0, answeredFirst: 0, ratedFirst: 0, assignedOutside: 0 });
    await desk.query(`update unit_total set y = 1 where experiment_id = $1 and unit_id = $2 and metric = 'elsewhere'`, [experiment.id, seen[0]]);
    await desk.query(`update assignment set first_answered_at = assigned_at - interval '2 seconds' where experiment_id = $1 and unit_id = $2`, [experiment.id, seen[0]]);
    await desk.query(`update outcome set rated_at = asked_at - interval '2 seconds' where experiment_id = $1 and unit_id = $2`, [experiment.id, seen[1]]);
    await desk.query(`update assignment set assigned_at = assigned_at - interval '1 hour' where experiment_id = $1 and unit_id = any($2)`, [experiment.id, seen.slice(1, 3)]);
    const { groups, clocks } = await found();
    expect(clocks).toEqual({ units: 3, answeredFirst: 1, ratedFirst: 1, assignedOutside: 2 });
    expect(groups.map((one) => one.join()).sort()).toEqual(['browser,,false,1', 'browser,automated,true,1', 'browser,safari,false,1', 'browser,safari,true,1', 'fallback,elsewhere,true,1', 'fallback,own,false,2', 'fallback,own,true,1']);
  });

  it('count the conversations of one visitor as one, which came with the first of them', async () => {
    experiment = await desk.running({ unit: 'conversation' });
    const visitor = await desk.visitor();
    for (const [text, score] of [[REFUND, 2], [PARCEL, undefined], [PARCEL, 5]] as const) {
      await ask(idOf(true), text, score, visitor);
      await desk.answered();
    }
    await desk.readTopics();
    expect((await desk.evidence(experiment.id)).asked).toEqual([{ variantId: idOf(true), epoch: 1, topic: 'refund', earlier: 'none', units: 1, raters: 1, a: 3, x: 2, y: 7, aa: 9, xx: 4, yy: 49, ax: 6, ay: 21, xy: 14 }]);
  });
});

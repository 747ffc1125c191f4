import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pauseExperiment, readPayback, readResults, startExperiment, type Experiment } from '#contracts';
import { newId } from '#platform';
import { otherWorkspace } from '../../../../test/support/accounts.ts';
import { startExperimentDesk, type ExperimentDesk } from '../../../../test/support/experiment-desk.ts';
import { playVisits } from '../../../../test/support/played-visits.ts';

describe('the payback of a variant', () => {
  let desk: ExperimentDesk;
  let experiment: Experiment;
  const call: ExperimentDesk['server']['call'] = (route, input, headers) => desk.server.call(route, input, headers ?? desk.headers);
  const idOf = (control: boolean): string => experiment.variants.find(({ isControl }) => isControl === control)?.id ?? '';

  beforeAll(async () => {
    desk = await startExperimentDesk();
    experiment = await desk.running(await desk.site());
    const { siteId, id } = experiment;
    await playVisits(
      { database: desk.db.database, workspaceId: desk.workspaceId, experiment, route: (visitorId, conversationId) => desk.route(siteId, { visitorId, conversationId }) }, 140,
      (place, variant) => ({ resolved: place % 2 === 0, costMicroUsd: (variant === 0 ? 10_000 : 4_000) + (place % 5) * 100, totalMs: 300 }));
    await desk.db.database.inWorkspace(desk.workspaceId, (tx) => tx.query(`update epoch set started_at = now() - interval '7 days' where experiment_id = $1`, [id]));
  }, 60_000);
  afterAll(() => desk.stop());

  it('follows from the comparison on the page, the pace so far and what is told about costs', async () => {
    const { status, body } = await call(readPayback, { id: experiment.id, variantId: idOf(false), trainingUsd: 1, hostingUsdPerHour: 0.001 });
    const { comparisons } = (await call(readResults, { id: experiment.id })).body.analysis;
    const difference = comparisons.find(({ measure }) => measure === 'cost_resolved')?.difference;
    if (difference?.kind !== 'difference' || body.saving.kind !== 'saving') throw new Error('costs are compared');
    expect(status).toBe(200);
    expect(body.saving.value).toBeCloseTo(-difference.value, 9);
    expect(body.resolvedPerDay).toBeCloseTo(70 / 7, 0);
    expect(body).toMatchObject({ hostingPerDayMicroUsd: 24_000, withinDays: 90 });
    expect(body.breakEven?.days).toBeCloseTo(1_000_000 / (body.savedPerDayMicroUsd! - 24_000), 6);
  });

  it('counts days in which visitors were assigned: two in which the experiment rested are none', async () => {
    const { id } = experiment;
    await call(pauseExperiment, { id, reason: 'For the test' });
    await call(startExperiment, { id, reason: 'For the test' });
    await desk.db.database.inWorkspace(desk.workspaceId, (tx) => tx.query(
      `update experiment_change set created_at = now() - case kind when 'paused' then interval '4 days' else interval '2 days' end where experiment_id = $1 and kind in ('paused', 'resumed')`, [id]));
    expect((await call(readPayback, { id, variantId: idOf(false) })).body.resolvedPerDay).toBeCloseTo(70 / 5, 0);
  });

  it('is asked about a variant that is compared, in numbers that can be', async () => {
    const ask = async (more: object) => (await call(readPayback, { id: experiment.id, variantId: idOf(false), ...more })).problem.code;
    expect([await ask({ variantId: idOf(true) }), await ask({ variantId: newId() }), await ask({ trainingUsd: -1 }), await ask({ withinDays: 0 }), await ask({ resolvedPerDay: 0 })])
      .toEqual(['invalid_request', 'not_found', 'invalid_request', 'invalid_request', 'invalid_request']);
  });

  it('is unknown to another workspace', async () => {
    const { headers } = await otherWorkspace(desk.server, desk.db);
    expect((await call(readPayback, { id: experiment.id, variantId: idOf(false) }, headers)).problem.code).toBe('not_found');
  });
});

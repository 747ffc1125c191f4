import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeExperiment, type Experiment } from '#contracts';
import { startExperimentDesk, type ExperimentDesk } from '../../../../test/support/experiment-desk.ts';
import { KeepCoverageOfEpochs0041 } from './0041-keep-coverage-of-epochs.ts';

describe('experiments of before the coverage of each epoch was kept', () => {
  let desk: ExperimentDesk;
  const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> => desk.db.database.inWorkspace(desk.workspaceId, (tx) => tx.query<T[]>(sql, values));
  const change = (experiment: Experiment, changes: object): Promise<unknown> => desk.server.call(changeExperiment, { id: experiment.id, ...changes, reason: 'For the test' }, desk.headers);
  const coverages = async ({ id }: Experiment): Promise<(number | null)[]> =>
    (await query<{ coverage: number | null }>('select coverage from epoch where experiment_id = $1 order by phase, number', [id])).map(({ coverage }) => coverage);

  beforeAll(async () => {
    desk = await startExperimentDesk();
  });
  afterAll(() => desk.stop());

  it('get it from the changes that tell, the present one from the experiment, and none where nothing is known', async () => {
    const [told, half] = [await desk.running(await desk.site(), { coverage: 2_000 }), await desk.running(await desk.site(), { coverage: 3_000 })];
    const weights = (experiment: Experiment, first: number) => ({ weights: { [experiment.variants[0]!.id]: first, [experiment.variants[1]!.id]: 10_000 - first } });
    await change(told, { coverage: 6_000 });
    await change(told, weights(told, 4_000));
    await change(told, { coverage: 9_000 });
    await change(half, weights(half, 4_000));
    // Before changes were written down with their coverage.
    await query(`update experiment_change set detail = detail - 'coverage' where experiment_id = $1`, [half.id]);
    const before = { told: await coverages(told), half: await coverages(half) };
    expect(before).toEqual({ told: [2_000, 6_000, 6_000, 9_000], half: [3_000, 3_000] });

    const runner = desk.db.source.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query('alter table epoch drop coverage');
      await new KeepCoverageOfEpochs0041().up(runner);
      await runner.commitTransaction();
    } finally {
      await runner.release();
    }
    expect(await coverages(told)).toEqual(before.told);
    expect(await coverages(half)).toEqual([null, 3_000]);
  });
});

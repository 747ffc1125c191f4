import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readReport } from '#contracts';
import { startExperimentDesk, type ExperimentDesk } from '../../../../test/support/experiment-desk.ts';
import { troubledVisits } from '../../../../test/support/troubled-visits.ts';

describe('the most that one visitor’s cost counts', () => {
  let desk: ExperimentDesk;

  beforeAll(async () => {
    desk = await startExperimentDesk();
  });
  afterAll(() => desk.stop());

  it('is fixed by the first thousand visitors, and no later one moves it', async () => {
    const experiment = await desk.running(await desk.site());
    const evidence = async () => (await desk.server.call(readReport, { id: experiment.id }, desk.headers)).body.evidence;
    const counted = async (): Promise<number> => (await evidence()).cells.filter(({ measure }) => measure === 'cost').reduce((sum, { sums }) => sum + Number(sums.y), 0);
    // The last one is a runaway: the largest of a thousand is left out of the 99.9th percentile.
    const cost = (at: number): number => (at === 998 ? 900_000 : at + 1);
    await troubledVisits(desk, experiment, 999, { costMicroUsd: cost });
    expect((await evidence()).costCap).toBeNull();
    const uncapped = (998 * 999) / 2 + 900_000;
    expect(await counted()).toBe(uncapped);
    await troubledVisits(desk, experiment, 1, { costMicroUsd: () => 1_000 });
    expect((await evidence()).costCap).toBe(1_000);
    expect(await counted()).toBe((998 * 999) / 2 + 2 * 1_000);
    await troubledVisits(desk, experiment, 20, { costMicroUsd: () => 50_000_000 });
    expect((await evidence()).costCap).toBe(1_000);
    expect(await counted()).toBe((998 * 999) / 2 + 22 * 1_000);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Totals } from '#analytics';
import { archiveExperiment, listExperimentChanges, pauseExperiment, readResults, startExperiment, stopExperiment, type Experiment } from '#contracts';
import { startExperimentDesk, type ExperimentDesk } from '../../../../test/support/experiment-desk.ts';
import { troubledVisits, type Trouble } from '../../../../test/support/troubled-visits.ts';
import { readLooks } from '../evidence/looks.ts';
import { ExperimentWatch } from './watch.service.ts';

describe('the watch of running experiments', () => {
  let desk: ExperimentDesk;
  let watch: ExperimentWatch;
  let minute = 0;
  /** A minute later than the last pass; long before the real clock, which pauses and stops look by. */
  const pass = (by = watch): Promise<void> => by.pass(new Date(Date.UTC(2026, 0, 1, 0, minute++)));
  const call: ExperimentDesk['server']['call'] = (route, input, headers) => desk.server.call(route, input, headers ?? desk.headers);
  const looksOf = ({ id: experimentId, phase }: Experiment) => desk.db.database.inWorkspace(desk.workspaceId, (tx) => readLooks(tx, { workspaceId: desk.workspaceId, experimentId, phase }));
  const lastChange = async ({ id }: Experiment) => (await call(listExperimentChanges, { id })).body.items[0];

  beforeAll(async () => {
    desk = await startExperimentDesk();
    watch = desk.server.app.get(ExperimentWatch);
    // Its own timer would look at these visitors between two of our passes.
    await watch.onApplicationShutdown();
  });
  afterAll(() => desk.stop());

  const visits = (experiment: Experiment, count: number, trouble?: Trouble): Promise<void> => troubledVisits(desk, experiment, count, trouble);

  it('keeps a look when one is due, and not again before a fiftieth more visitors came', async () => {
    const experiment = await desk.running(await desk.site());
    await visits(experiment, 99);
    await pass();
    expect(await looksOf(experiment)).toEqual([]);
    await visits(experiment, 21, { failing: [2, 2] });
    await pass();
    await pass();
    await visits(experiment, 2);
    await pass();
    expect((await looksOf(experiment)).map(({ units }) => units)).toEqual([120]);
    await visits(experiment, 1);
    await pass();
    expect((await looksOf(experiment)).map(({ units }) => units)).toEqual([120, 123]);
  });

  it('keeps the look that reaches the planned end of a hybrid design, and reads its one test from no other', async () => {
    const experiment = await desk.running(await desk.site(), { plannedRatings: 201, decision: { primary: 'failure', secondary: [], guardrails: [], margin: null, design: 'hybrid' } });
    const end = async () => (await call(readResults, { id: experiment.id })).body.analysis.comparisons.find(({ role }) => role === 'primary')?.plannedEnd;
    await visits(experiment, 200, { failing: [1, 2] });
    await pass();
    await visits(experiment, 1);
    expect(await end()).toBeNull();
    await pass();
    const read = await end();
    expect(read).toMatchObject({ units: 201, alpha: 0.04 });
    await visits(experiment, 20, { failing: [0, 9] });
    await pass();
    expect(await end()).toEqual(read);
    expect((await looksOf(experiment)).map(({ units }) => units)).toEqual([200, 201, 221]);
  });

  it('narrows the bounds of the results by the looks that were kept', async () => {
    const experiment = await desk.running(await desk.site());
    await visits(experiment, 160, { failing: [1, 2] });
    const failure = async () => {
      const { body } = await call(readResults, { id: experiment.id });
      const found = body.analysis.comparisons.find(({ measure }) => measure === 'failure')?.difference;
      return found?.kind === 'difference' ? found.running : null;
    };
    expect(await failure()).toMatchObject({ looks: 1 });
    await pass();
    await visits(experiment, 40, { failing: [9, 0] });
    const [look] = await looksOf(experiment);
    expect(look?.differences.find(({ measure }) => measure === 'failure')).toMatchObject({ units: 160 });
    expect(await failure()).toMatchObject({ looks: 2 });
  });

  it('looks once more when an experiment is paused or stopped, however few came', async () => {
    const experiment = await desk.running(await desk.site());
    await call(pauseExperiment, { id: experiment.id, reason: 'For the test' });
    expect(await looksOf(experiment)).toEqual([]);
    await call(startExperiment, { id: experiment.id, reason: 'For the test' });
    await visits(experiment, 10);
    expect((await call(pauseExperiment, { id: experiment.id, reason: 'For the test' })).body.state).toBe('paused');
    expect((await looksOf(experiment)).map(({ units }) => units)).toEqual([10]);
    await call(startExperiment, { id: experiment.id, reason: 'For the test' });
    await visits(experiment, 5);
    await call(stopExperiment, { id: experiment.id, reason: 'For the test' });
    expect((await looksOf(experiment)).map(({ units }) => units)).toEqual([10, 15]);
    await call(archiveExperiment, { id: experiment.id });
    expect(await looksOf(experiment)).toHaveLength(2);
  });

  it('never touches an experiment that harms nobody', async () => {
    const experiment = await desk.running(await desk.site());
    await visits(experiment, 200, { failing: [1, 1], handingOver: [2, 2] });
    await pass();
    expect(await lastChange(experiment)).toMatchObject({ kind: 'started' });
  });

  it('pauses an experiment whose variant fails, says why, and lets a person go on until there is more of it', async () => {
    const experiment = await desk.running(await desk.site());
    await visits(experiment, 200, { failing: [1, 6] });
    await pass();
    const change = await lastChange(experiment);
    expect(change).toMatchObject({ kind: 'paused', actorName: 'Duet' });
    expect(change?.reason).toMatch(/^The share of failed answers is (5|6)\d?(\.\d+)? % with Treatment and 1\d(\.\d+)? % with Control, over 200 visitors: worse than its margin allows \(2\.0 points\)\.$/);
    expect((await desk.route(experiment.siteId)).experimentId).toBeNull();
    expect(await looksOf(experiment)).toHaveLength(1);

    expect((await call(startExperiment, { id: experiment.id, reason: 'The key was renewed' })).body.state).toBe('running');
    await visits(experiment, 39, { failing: [1, 6] });
    await pass();
    expect(await lastChange(experiment)).toMatchObject({ kind: 'resumed', reason: 'The key was renewed' });
    await visits(experiment, 1, { failing: [1, 6] });
    await pass();
    expect(await lastChange(experiment)).toMatchObject({ kind: 'paused', actorName: 'Duet', reason: expect.stringContaining('over 240 visitors') });
  });

  it('pauses an experiment in which every answer of a variant fails and none of the control’s does', async () => {
    const experiment = await desk.running(await desk.site());
    await visits(experiment, 160, { failing: [0, 10] });
    await pass();
    expect(await lastChange(experiment)).toMatchObject({ kind: 'paused', actorName: 'Duet', reason: expect.stringMatching(/ is 100 % with Treatment and 0 % with Control, over 160 visitors/) });
  });

  it('lets an experiment run on whose variants all failed and were mended, and pauses it when they fail again', async () => {
    const experiment = await desk.running(await desk.site());
    await visits(experiment, 160, { failing: [8, 8] });
    await pass();
    expect(await lastChange(experiment)).toMatchObject({ kind: 'paused', actorName: 'Duet', reason: expect.stringContaining('no variant may fail') });
    await call(startExperiment, { id: experiment.id, reason: 'The key was renewed' });
    await visits(experiment, 200);
    await pass();
    expect(await lastChange(experiment)).toMatchObject({ kind: 'resumed' });
    await visits(experiment, 300, { failing: [9, 9] });
    await pass();
    expect(await lastChange(experiment)).toMatchObject({ kind: 'paused', actorName: 'Duet' });
  });

  it('stops an experiment whose variant breaks another guardrail', async () => {
    const experiment = await desk.running(await desk.site());
    await visits(experiment, 200, { handingOver: [1, 7] });
    await pass();
    expect(await lastChange(experiment)).toMatchObject({ kind: 'stopped', actorName: 'Duet', reason: expect.stringMatching(/^The share handed over is 7\d?(\.\d+)? % with Treatment/) });
    expect((await call(startExperiment, { id: experiment.id })).problem.code).toBe('experiment_state');
  });

  it('lets a replay run on, because it harms nobody', async () => {
    const experiment = await desk.running(await desk.site(), { traffic: 'replay' });
    await visits(experiment, 160, { failing: [0, 9] });
    await pass();
    expect(await lastChange(experiment)).toMatchObject({ kind: 'started' });
    expect(await looksOf(experiment)).toHaveLength(1);
  });

  it('does once what two servers see at once', async () => {
    const experiment = await desk.running(await desk.site());
    await visits(experiment, 200, { failing: [1, 6] });
    const other = new ExperimentWatch(desk.db.database, desk.server.app.get(Totals, { strict: false }));
    await Promise.all([pass(), pass(other)]);
    expect(await looksOf(experiment)).toHaveLength(1);
    const { body: { items } } = await call(listExperimentChanges, { id: experiment.id });
    expect(items.map(({ kind }) => kind)).toEqual(['paused', 'started', 'created']);
  });

  it('waits for nobody: an experiment that somebody is changing is left for the next time', async () => {
    const experiment = await desk.running(await desk.site());
    await visits(experiment, 110);
    await desk.db.database.inWorkspace(desk.workspaceId, async (tx) => {
      await tx.query('select 1 from experiment where workspace_id = $1 and id = $2 for update', [desk.workspaceId, experiment.id]);
      await pass();
    });
    expect(await looksOf(experiment)).toEqual([]);
    await pass();
    expect(await looksOf(experiment)).toHaveLength(1);
  });

  it('is not kept from others by one that cannot be read, nor is a person from pausing that one', async () => {
    const [broken, whole] = [await desk.running(await desk.site()), await desk.running(await desk.site())];
    for (const one of [broken, whole]) await visits(one, 100);
    await desk.db.database.inWorkspace(desk.workspaceId, (tx) => tx.query('update variant set is_control = false where experiment_id = $1', [broken.id]));
    await pass();
    expect([await looksOf(broken), (await looksOf(whole)).length]).toEqual([[], 1]);
    expect((await call(pauseExperiment, { id: broken.id, reason: 'For the test' })).body.state).toBe('paused');
  });
});

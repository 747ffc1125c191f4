import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeExperiment, createExperiment, duplicateExperiment, listExperimentChanges, pauseExperiment, readExperiment, readResults, startExperiment, type Experiment, type NewExperiment, type Ramp } from '#contracts';
import { startExperimentDesk, type ExperimentDesk } from '../../../../test/support/experiment-desk.ts';
import { troubledVisits } from '../../../../test/support/troubled-visits.ts';
import { ExperimentWatch } from '../watch/watch.service.ts';

const ramp: Ramp = [{ hours: 24, coverage: 7_500 }, { hours: 48, coverage: 10_000 }];

describe('an experiment whose coverage rises in steps', () => {
  let desk: ExperimentDesk;
  let watch: ExperimentWatch;
  const call: ExperimentDesk['server']['call'] = (route, input, headers) => desk.server.call(route, input, headers ?? desk.headers);
  const ramped = async (more: Partial<NewExperiment> = {}): Promise<Experiment> => desk.running(await desk.site(), { coverage: 5_000, ramp, ...more });
  const inHours = (hours: number): Date => new Date(Date.now() + hours * 3_600_000);
  const now = async ({ id }: Experiment): Promise<Experiment> => (await call(readExperiment, { id })).body;
  const standing = async ({ id }: Experiment) => (await call(readResults, { id })).body.ramp;
  const changesOf = async ({ id }: Experiment) => (await call(listExperimentChanges, { id })).body.items;

  beforeAll(async () => {
    desk = await startExperimentDesk();
    watch = desk.server.app.get(ExperimentWatch);
  });
  afterAll(() => desk.stop());

  it('takes each step after its hours, writes down why, and leaves the weights as they are', async () => {
    const experiment = await ramped();
    await troubledVisits(desk, experiment, 120);
    await watch.pass(inHours(23));
    expect(await now(experiment)).toMatchObject({ coverage: 5_000, epoch: 1 });
    await watch.pass(inHours(25));
    expect(await now(experiment)).toMatchObject({ coverage: 7_500, epoch: 2, ramp: [{ hours: 48, coverage: 10_000 }], variants: [{ weight: 5_000 }, { weight: 5_000 }] });
    expect((await changesOf(experiment))[0]).toMatchObject({ kind: 'epoch.opened', actorName: 'Duet', to: { coverage: 7_500 }, reason: 'After 24 hours at 50 % no gate alarms: 75 % of the visitors take part, and 100 % after 48 more.' });
    await watch.pass(inHours(25 + 47));
    expect((await now(experiment)).coverage).toBe(7_500);
    await watch.pass(inHours(25 + 49));
    expect(await now(experiment)).toMatchObject({ coverage: 10_000, epoch: 3, ramp: [] });
    expect((await changesOf(experiment))[0]?.reason).toBe('After 48 hours at 75 % no gate alarms: 100 % of the visitors take part.');
    expect(await standing(experiment)).toBeNull();
  });

  it('says when the next step is due, and waits for visitors to judge by', async () => {
    const experiment = await ramped();
    const { since, dueAt, ...rest } = (await standing(experiment))!;
    expect(rest).toEqual({ next: ramp[0], have: 0, need: 100, heldBy: [] });
    expect(Date.parse(dueAt ?? '') - Date.parse(since ?? '')).toBe(24 * 3_600_000);
    await troubledVisits(desk, experiment, 99);
    await watch.pass(inHours(25));
    expect((await now(experiment)).coverage).toBe(5_000);
    expect(await standing(experiment)).toMatchObject({ have: 99 });
    await troubledVisits(desk, experiment, 1);
    await watch.pass(inHours(25));
    expect((await now(experiment)).coverage).toBe(7_500);
  });

  it('makes no step while a gate alarms, and says which', async () => {
    // A test harms nobody, so that the experiment runs on beside its alarm.
    const experiment = await ramped({ traffic: 'test' });
    await troubledVisits(desk, experiment, 200, { handingOver: [1, 7] });
    await watch.pass(inHours(25));
    expect(await now(experiment)).toMatchObject({ coverage: 5_000, epoch: 1 });
    expect((await standing(experiment))?.heldBy).toEqual([expect.stringMatching(/^The share handed over of Treatment is worse than its margin allows/)]);
    await troubledVisits(desk, experiment, 1_400);
    await watch.pass(inHours(26));
    expect((await now(experiment)).coverage).toBe(7_500);
  });

  it('counts the hours anew after a pause, and makes no step in one', async () => {
    const experiment = await ramped();
    await troubledVisits(desk, experiment, 120);
    await call(pauseExperiment, { id: experiment.id, reason: 'For the test' });
    await watch.pass(inHours(25));
    expect(await standing(experiment)).toMatchObject({ next: ramp[0], dueAt: null });
    const before = Date.now();
    await call(startExperiment, { id: experiment.id, reason: 'For the test' });
    expect(Date.parse((await standing(experiment))?.since ?? '')).toBeGreaterThanOrEqual(before - 1);
    await watch.pass(inHours(25));
    expect((await now(experiment)).coverage).toBe(7_500);
  });

  it('is not put off by other weights, which open a period of their own', async () => {
    const experiment = await ramped();
    const since = (await standing(experiment))?.since;
    const [a, b] = experiment.variants;
    await call(changeExperiment, { id: experiment.id, weights: { [a!.id]: 4_000, [b!.id]: 6_000 }, reason: 'For the test' });
    expect((await now(experiment)).epoch).toBe(2);
    expect((await standing(experiment))?.since).toBe(since);
  });

  it('leaves coverage to whoever sets it by hand, unless a ramp is given with it', async () => {
    const experiment = await ramped();
    await call(changeExperiment, { id: experiment.id, coverage: 5_000, reason: 'Said again' });
    expect((await now(experiment)).ramp).toEqual(ramp);
    await call(changeExperiment, { id: experiment.id, coverage: 2_000, reason: 'Too many at once' });
    expect(await now(experiment)).toMatchObject({ coverage: 2_000, ramp: [] });
    expect((await changesOf(experiment))[0]?.to).toEqual({ coverage: 2_000, ramp: [] });
    const { body } = await call(changeExperiment, { id: experiment.id, ramp, reason: 'Now slowly' });
    expect(body).toMatchObject({ coverage: 2_000, ramp, epoch: 3 });
    expect((await changesOf(experiment))[0]).toMatchObject({ kind: 'edited', to: { ramp } });
  });

  it('is refused where coverage would not rise, where nobody takes part, and in a replay', async () => {
    const experiment = await ramped();
    const codeOf = async (changes: object): Promise<string> => (await call(changeExperiment, { id: experiment.id, reason: 'For the test', ...changes })).problem.code;
    expect(await codeOf({ ramp: [{ hours: 1, coverage: 5_000 }] })).toBe('ramp_not_rising');
    expect(await codeOf({ coverage: 0, ramp })).toBe('ramp_not_rising');
    expect(await codeOf({ ramp: [{ hours: 1, coverage: 8_000 }, { hours: 1, coverage: 8_000 }] })).toBe('invalid_request');
    expect(await codeOf({ ramp: [{ hours: 0, coverage: 8_000 }] })).toBe('invalid_request');
    expect(await now(experiment)).toMatchObject({ coverage: 5_000, ramp });
    const { siteId, name, variants } = experiment;
    const given = { siteId, name, coverage: 5_000, ramp, traffic: 'replay' as const, variants: variants.map(({ name: called, backendVersionId, weight, isControl }) => ({ name: called, backendVersionId, weight, isControl })) };
    expect((await call(createExperiment, given)).problem.code).toBe('ramp_replay');
  });

  it('is kept in a copy', async () => {
    const experiment = await ramped();
    expect((await call(duplicateExperiment, { id: experiment.id })).body).toMatchObject({ state: 'draft', coverage: 5_000, ramp });
  });
});

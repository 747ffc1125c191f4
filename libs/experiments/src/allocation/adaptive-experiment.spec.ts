import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Totals } from '#analytics';
import { changeExperiment, createExperiment, duplicateExperiment, listExperimentChanges, pauseExperiment, readAllocation, readExperiment, usualDecision, type AdaptiveAllocation, type Experiment, type NewExperiment } from '#contracts';
import { newId } from '#platform';
import { startExperimentDesk, type ExperimentDesk } from '../../../../test/support/experiment-desk.ts';
import { troubledVisits } from '../../../../test/support/troubled-visits.ts';
import { ExperimentWatch } from '../watch/watch.service.ts';

const allocation: AdaptiveAllocation = { kind: 'adaptive', method: 'top_two', floor: 1_000, controlShare: 2_000 };
const HOUR_MS = 3_600_000;

describe('an experiment with adaptive shares', () => {
  let desk: ExperimentDesk;
  let watch: ExperimentWatch;
  const call: ExperimentDesk['server']['call'] = (route, input, headers) => desk.server.call(route, input, headers ?? desk.headers);

  beforeAll(async () => {
    desk = await startExperimentDesk();
    watch = desk.server.app.get(ExperimentWatch);
    // Its own timer would take experiments from us now and then.
    await watch.onApplicationShutdown();
  });
  afterAll(() => desk.stop());

  const three = async (weights: readonly number[] = [3_334, 3_333, 3_333]): Promise<NewExperiment['variants']> =>
    Promise.all(weights.map(async (weight, at) => ({ name: ['Control', 'Second', 'Third'][at] ?? `Variant ${at}`, backendVersionId: await desk.version(), weight, isControl: at === 0, isTwin: false })));
  const adaptive = async (more: Partial<NewExperiment> = {}): Promise<Experiment> => desk.running(await desk.site(), { allocation, variants: await three(), ...more });
  const now = async ({ id }: Experiment) => (await call(readExperiment, { id })).body;
  const changesOf = async ({ id }: Experiment) => (await call(listExperimentChanges, { id })).body.items;
  const viewOf = async ({ id }: Experiment) => {
    const { body } = await call(readAllocation, { id });
    if (body.kind === 'fixed') throw new Error('not adaptive');
    return body;
  };
  const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS);

  /** Visitors who get an answer each; so many of ten of each variant get a failure. */
  const visits = (experiment: Experiment, count: number, failing: readonly number[]): Promise<void> => troubledVisits(desk, experiment, count, { failing });

  it('says so in what is read of it, of its changes and of its copy', async () => {
    const experiment = await adaptive();
    expect(experiment.allocation).toEqual(allocation);
    expect((await changesOf(experiment)).at(-1)?.to.allocation).toEqual(allocation);
    expect((await call(duplicateExperiment, { id: experiment.id })).body).toMatchObject({ state: 'draft', allocation });
    const usual = await desk.draft(await desk.site());
    expect(usual.allocation).toEqual({ kind: 'fixed' });
    expect((await call(readAllocation, { id: usual.id })).body).toEqual({ kind: 'fixed' });
    expect((await call(readAllocation, { id: newId() })).status).toBe(404);
  });

  it.each<[string, string, (draft: NewExperiment) => Partial<NewExperiment>]>([
    ['adaptive_two_variants', 'of two variants', ({ variants }) => ({ variants: variants.slice(0, 2).map((one) => ({ ...one, weight: 5_000 })) })],
    ['adaptive_growthbook', 'that draw as GrowthBook does', () => ({ growthbook: { seed: 's', hashVersion: 2, attribute: 'id', namespace: null } })],
    ['adaptive_unit', 'of conversations', () => ({ unit: 'conversation' })],
    ['adaptive_traffic', 'of a replay', () => ({ traffic: 'replay' })],
    ['adaptive_measure', 'that are decided by a response time', () => ({ decision: { ...usualDecision, primary: 'total_p50' } })],
    ['adaptive_design', 'that keep an error for one test at the end', () => ({ decision: { ...usualDecision, design: 'hybrid' } })],
    ['adaptive_no_room', 'that have nothing to move', () => ({ allocation: { ...allocation, floor: 3_000, controlShare: 4_000 } })],
    ['adaptive_no_room', 'whose control keeps less than the least share', () => ({ allocation: { ...allocation, controlShare: 900 } })],
    ['adaptive_no_room', 'of which one begins below the least share', ({ variants }) => ({ variants: variants.map((one, at) => ({ ...one, weight: [4_000, 5_500, 500][at]! })) })],
  ])('is refused with %s for experiments %s', async (code, _name, changed) => {
    const draft = { siteId: await desk.site(), name: 'Adaptive', allocation, variants: await three() } as NewExperiment;
    expect((await call(createExperiment, { ...draft, ...changed(draft) })).problem.code).toBe(code);
  });

  it('is refused for a draft that is made unfit for it later, which stays as it was', async () => {
    const { id, variants } = await desk.draft(await desk.site(), { allocation, variants: await three() });
    const { problem } = await call(changeExperiment, { id, decision: { ...usualDecision, primary: 'total_p50' }, reason: 'For the test' });
    expect(problem).toMatchObject({ code: 'adaptive_measure', status: 400 });
    expect((await call(changeExperiment, { id, weights: Object.fromEntries(variants.map((one, at) => [one.id, [9_000, 500, 500][at]!])), reason: 'For the test' })).problem).toMatchObject({ code: 'adaptive_no_room', detail: 'Second begins with 5 %, less than the least share of 10 %.' });
    expect((await call(changeExperiment, { id, allocation: { kind: 'fixed' }, reason: 'For the test' })).body).toMatchObject({ allocation: { kind: 'fixed' }, decision: usualDecision });
  });

  it('keeps what it was started with, and leaves its weights to nobody else', async () => {
    const experiment = await adaptive();
    const { id, variants } = experiment;
    expect((await call(changeExperiment, { id, allocation: { kind: 'fixed' }, reason: 'For the test' })).problem.code).toBe('experiment_not_draft');
    expect((await call(changeExperiment, { id, weights: Object.fromEntries(variants.map((one) => [one.id, one.weight])), reason: 'For the test' })).problem.code).toBe('experiment_adaptive');
    await call(pauseExperiment, { id, reason: 'For the test' });
    const { body: again } = await call(changeExperiment, { id, variants: await three([5_000, 2_500, 2_500]), reason: 'For the test' });
    expect(again).toMatchObject({ phase: 2, allocation });
    expect((await call(changeExperiment, { id, variants: await three([5_000, 5_000]), reason: 'For the test' })).problem.code).toBe('adaptive_two_variants');
  });

  it('tells what it waits for, before anybody came and while nobody is closed', async () => {
    const experiment = await adaptive();
    expect(await viewOf(experiment)).toMatchObject({
      waiting: { why: 'closed_units', have: 0, need: 100 }, best: null, dueAt: expect.any(String),
      variants: experiment.variants.map(({ id, weight }) => ({ variantId: id, weight, next: null, chanceOfBest: null, closedUnits: 0, harmed: false })),
    });
    await call(pauseExperiment, { id: experiment.id, reason: 'For the test' });
    expect(await viewOf(experiment)).toMatchObject({ waiting: { why: 'state' }, dueAt: null });
  });

  it('moves a variant that breaks a guardrail down to its floor, ten points an hour, without waiting for ratings', async () => {
    const experiment = await adaptive({ traffic: 'test' });
    await visits(experiment, 300, [0, 0, 7]);
    await watch.pass(inHours(0.5));
    expect((await viewOf(experiment)).variants.map(({ weight }) => weight)).toEqual([3_334, 3_333, 3_333]);
    const path: number[] = [];
    for (let hours = 2; hours < 10; hours += 1.1) {
      await watch.pass(inHours(hours));
      path.push((await viewOf(experiment)).variants[2]!.weight);
    }
    expect(path.every((weight, at) => weight <= (path[at - 1] ?? 3_332) && (path[at - 1] ?? 3_333) - weight <= 1_000)).toBe(true);
    expect(path.at(-1)).toBe(1_000);
    expect((await viewOf(experiment)).variants.map(({ weight, harmed }) => [weight, harmed])).toEqual([[2_000, false], [7_000, false], [1_000, true]]);
    const [last] = await changesOf(experiment);
    expect(last).toMatchObject({ kind: 'epoch.opened', actorName: 'Duet', reason: expect.stringMatching(/^A guardrail is broken: Control .*; Third 1\d.* to 10 % \(does harm\)\.$/) });
  });

  it('leave the control’s twin its share, and move those of the others around it', async () => {
    const [control, ...others] = await three([4_000, 2_500, 2_500]);
    const experiment = await adaptive({ traffic: 'test', variants: [control!, { ...control!, name: 'Twin', weight: 1_000, isControl: false, isTwin: true }, ...others] });
    await visits(experiment, 400, [0, 0, 0, 7]);
    await watch.pass(inHours(2));
    await watch.pass(inHours(4));
    const { variants, epoch } = await now(experiment);
    expect(epoch).toBeGreaterThan(1);
    expect(variants.map(({ weight }) => weight).reduce((sum, weight) => sum + weight, 0)).toBe(10_000);
    expect(variants.find(({ isTwin }) => isTwin)?.weight).toBe(1_000);
    expect(variants[3]!.weight).toBeLessThan(2_500);
    expect((await viewOf(experiment)).variants.map(({ variantId }) => variantId)).toEqual(variants.filter(({ isTwin }) => !isTwin).map(({ id }) => id));
  });

  it('pauses for harm on live visitors all the same, and moves nothing', async () => {
    const experiment = await adaptive();
    await visits(experiment, 300, [0, 0, 7]);
    await watch.pass(inHours(2));
    expect((await changesOf(experiment)).map(({ kind }) => kind)).toEqual(['paused', 'started', 'created']);
  });

  it('takes one step where two servers want to', async () => {
    const experiment = await adaptive({ traffic: 'test' });
    await visits(experiment, 300, [0, 0, 7]);
    const other = new ExperimentWatch(desk.db.database, desk.server.app.get(Totals, { strict: false }));
    await Promise.all([watch.pass(inHours(2)), other.pass(inHours(2))]);
    expect((await changesOf(experiment)).filter(({ kind }) => kind === 'epoch.opened')).toHaveLength(1);
  });
});

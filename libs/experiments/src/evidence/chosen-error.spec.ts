import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { changeExperiment, createExperiment, proveExperiment, readReport, readResults, type Decision, type Experiment } from '#contracts';
import { startExperimentDesk, type ExperimentDesk } from '../../../../test/support/experiment-desk.ts';
import { troubledVisits } from '../../../../test/support/troubled-visits.ts';

const decision: Decision = { primary: 'failure', secondary: [], guardrails: [], margin: null };

describe('the error that an experiment is allowed', () => {
  let desk: ExperimentDesk;
  const call: ExperimentDesk['server']['call'] = (route, input, headers) => desk.server.call(route, input, headers ?? desk.headers);
  const widthOf = async ({ id }: Experiment): Promise<number> => {
    const found = (await call(readResults, { id })).body.analysis.comparisons.find(({ role }) => role === 'primary')?.difference;
    if (found?.kind !== 'difference' || !found.anytime) throw new Error('nothing to compare');
    return (found.anytime.high - found.anytime.low) / found.standardError;
  };

  beforeAll(async () => {
    desk = await startExperimentDesk();
  });
  afterAll(() => desk.stop());

  it('is five of a hundred unless something else is chosen, and a smaller one widens every interval that decides', async () => {
    const [usual, strict] = [await desk.running(await desk.site(), { decision }), await desk.running(await desk.site(), { decision: { ...decision, alpha: 0.001 } })];
    for (const experiment of [usual, strict]) await troubledVisits(desk, experiment, 160, { failing: [2, 3] });
    expect((await call(readReport, { id: usual.id })).body.evidence.plan.alpha).toBe(0.05);
    expect((await call(readReport, { id: strict.id })).body.evidence.plan.alpha).toBe(0.001);
    // Nearly the same units: the boundary alone makes the difference.
    expect((await widthOf(strict)) / (await widthOf(usual))).toBeGreaterThan(1.2);
    const { body } = await call(proveExperiment, { id: strict.id, permutations: 100 });
    expect(body.alpha).toBe(0.001);
  });

  it('is chosen before the start, between one in a thousand and one in five', async () => {
    const experiment = await desk.running(await desk.site(), { decision });
    expect((await call(changeExperiment, { id: experiment.id, decision: { ...decision, alpha: 0.1 }, reason: 'More findings' })).problem.code).toBe('experiment_not_draft');
    const { siteId, name, variants } = experiment;
    const given = { siteId, name, variants: variants.map(({ name: called, backendVersionId, weight, isControl }) => ({ name: called, backendVersionId, weight, isControl })) };
    for (const alpha of [0, 0.0001, 0.5]) expect((await call(createExperiment, { ...given, decision: { ...decision, alpha } })).problem.code).toBe('invalid_request');
  });
});

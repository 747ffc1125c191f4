import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appendFacts, type Fact } from '#analytics';
import { changeExperiment, createExperiment, duplicateExperiment, pauseExperiment, readResults, startExperiment } from '#contracts';
import { ratedVisit, startExperimentDesk, type ExperimentDesk } from '../../../test/support/experiment-desk.ts';

describe('experiments with an A/A check', () => {
  let desk: ExperimentDesk;
  const call: ExperimentDesk['server']['call'] = (route, input, headers) => desk.server.call(route, input, headers ?? desk.headers);
  beforeAll(async () => {
    desk = await startExperimentDesk();
  });
  afterAll(() => desk.stop());

  const newDraft = async (siteId: string) => ({
    siteId, name: 'Which is better?',
    variants: await Promise.all([0, 1].map(async (at) => ({ name: `Variant ${at}`, backendVersionId: await desk.version(), weight: 4_500, isControl: at === 0 }))),
  });
  const withTwin = async (siteId: string, more = {}) => {
    const draft = await newDraft(siteId);
    return { ...draft, variants: [...draft.variants, { name: 'Twin', backendVersionId: draft.variants[0]!.backendVersionId, weight: 1_000, isTwin: true, ...more }] };
  };

  it('keep it through edits, copies and phases, whatever it is called', async () => {
    const draft = await withTwin(await desk.site());
    const { body: { id, variants } } = await call(createExperiment, draft);
    const twins = (of: { variants: readonly { isTwin: boolean }[] }) => of.variants.map(({ isTwin }) => isTwin);
    expect(twins({ variants })).toEqual([false, false, true]);
    expect(twins((await call(duplicateExperiment, { id })).body)).toEqual([false, false, true]);
    await call(startExperiment, { id });
    expect(twins((await call(changeExperiment, { id, weights: Object.fromEntries(variants.map(({ id: of }, at) => [of, [4_000, 4_000, 2_000][at]!])), reason: 'For the test' })).body)).toEqual([false, false, true]);
    await call(pauseExperiment, { id, reason: 'For the test' });
    expect((await call(changeExperiment, { id, unit: 'conversation', reason: 'For the test' })).body).toMatchObject({ phase: 2, variants: [{ isTwin: false }, { isTwin: false }, { isTwin: true, weight: 2_000 }] });
  });

  it('are refused where it is no twin of the control, where there are two, or where nothing else competes', async () => {
    const siteId = await desk.site();
    const draft = await withTwin(siteId);
    const code = async (variants: typeof draft.variants) => (await call(createExperiment, { ...draft, variants })).problem.code;
    const [control, treatment, twin] = draft.variants as [typeof draft.variants[0], typeof draft.variants[0], typeof draft.variants[0]];
    expect(await code([control, treatment, { ...twin, backendVersionId: treatment.backendVersionId }])).toBe('invalid_request');
    expect(await code([control, { ...treatment, backendVersionId: control.backendVersionId, isTwin: true }, twin])).toBe('invalid_request');
    expect(await code([{ ...control, weight: 9_000 }, twin])).toBe('invalid_request');
    expect((await call(createExperiment, await withTwin(siteId, { isControl: true }))).problem.code).toBe('invalid_request');
  });

  it('show it apart: a twin that is rated otherwise makes the numbers worthless', async () => {
    const siteId = await desk.site();
    const { body: { id } } = await call(createExperiment, { ...(await withTwin(siteId)), plannedRatings: 100 });
    const { body: { variants } } = await call(startExperiment, { id });
    const { body: before } = await call(readResults, { id });
    expect(before.analysis).toMatchObject({ twin: { variantId: variants[2]!.id, result: 'too-few' }, verdict: { conclusion: 'continue' } });
    await call(changeExperiment, { id, weights: Object.fromEntries(variants.map(({ id: of }, at) => [of, [3_400, 3_300, 3_300][at]!])), reason: 'For the test' });
    const facts: Fact[] = [];
    for (let visitor = 0; visitor < 400; visitor++) {
      const routed = await desk.route(siteId);
      facts.push(...ratedVisit(siteId, routed, routed.variantId === variants[2]!.id ? 1 + (visitor % 2) : 4 + (visitor % 2)));
    }
    await desk.db.database.inWorkspace(desk.workspaceId, (tx) => appendFacts(tx, desk.workspaceId, facts));
    const { body: { analysis } } = await call(readResults, { id });
    expect(analysis).toMatchObject({ twin: { result: 'differs' }, verdict: { conclusion: 'broken', sentence: expect.stringContaining('the measurement itself is broken') } });
    expect(new Set(analysis.comparisons.map(({ variantId }) => variantId))).toEqual(new Set([variants[1]!.id]));
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GrowthBook } from '@growthbook/growthbook';
import { changeExperiment, type ArrivalFacts, type GrowthBookSplit } from '#contracts';
import { newId } from '#platform';
import { startExperimentDesk, type ExperimentDesk } from '../../../test/support/experiment-desk.ts';

const split: GrowthBookSplit = { seed: 'assistant-2026', hashVersion: 2, attribute: 'userId', namespace: { name: 'chat', start: 0, end: 0.6 } };
const about = (attributes: ArrivalFacts['attributes']): ArrivalFacts => ({ page: null, locale: null, signedInAs: null, attributes, verified: [] });

/** What their own SDK gives to a user: the place of the variation, null outside. */
function theirs(userId: string): number | null {
  const growthbook = new GrowthBook({ attributes: { userId } });
  const result = growthbook.run({
    key: 'assistant', seed: split.seed, hashVersion: 2, hashAttribute: 'userId', variations: [0, 1], weights: [0.5, 0.5], coverage: 0.8, namespace: ['chat', 0, 0.6],
  });
  growthbook.destroy();
  return result.inExperiment ? result.variationId : null;
}

describe('a split that moves over from GrowthBook', () => {
  let desk: ExperimentDesk;
  beforeAll(async () => {
    desk = await startExperimentDesk();
  });
  afterAll(() => desk.stop());

  it('gives every visitor the variant that GrowthBook gave, and takes in nobody else', async () => {
    const siteId = await desk.site();
    const { variants } = await desk.running(siteId, { growthbook: split, coverage: 8_000 });
    const places = new Map(variants.map(({ id }, at) => [id, at]));
    const users = Array.from({ length: 150 }, (_, at) => `user-${at}`);
    const ours: (number | null)[] = [];
    for (const userId of users) {
      const { variantId } = await desk.route(siteId, { visitorId: newId(), facts: about({ userId }) });
      ours.push(variantId === null ? null : places.get(variantId) ?? -1);
    }
    expect(ours).toEqual(users.map(theirs));
    expect(new Set(ours)).toEqual(new Set([0, 1, null]));
  });

  it('gives visitors without its attribute the default, as GrowthBook leaves them out', async () => {
    const siteId = await desk.site();
    await desk.running(siteId, { growthbook: { ...split, namespace: null } });
    expect(await desk.route(siteId, { visitorId: newId(), facts: about({ other: 'x' }) })).toMatchObject({ variantId: null, backendVersionId: desk.defaultVersion });
    expect(await desk.route(siteId, { visitorId: newId(), facts: null })).toMatchObject({ variantId: null });
  });

  it('draws as it was set once the experiment has begun', async () => {
    const { id } = await desk.running(await desk.site(), { growthbook: split });
    expect((await desk.server.call(changeExperiment, { id, growthbook: null, reason: 'For the test' }, desk.headers)).problem.code).toBe('experiment_not_draft');
    const draft = await desk.draft(await desk.site());
    expect((await desk.server.call(changeExperiment, { id: draft.id, growthbook: split, reason: 'For the test' }, desk.headers)).body).toMatchObject({ growthbook: split });
    expect((await desk.server.call(changeExperiment, { id: draft.id, growthbook: { ...split, namespace: { name: 'chat', start: 0.6, end: 0.6 } }, reason: 'For the test' }, desk.headers)).status).toBe(400);
  });
});

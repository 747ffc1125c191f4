import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '#accounts';
import type { Experiment } from '#contracts';
import { newId } from '#platform';
import { startExperimentDesk, type ExperimentDesk } from '../../../test/support/experiment-desk.ts';
import { checkSampleRatio } from './analysis/sample-ratio.ts';
import { Assignments, Experiments, Lifecycle } from './index.ts';
import { readEpochs } from './evidence/evidence.sql.ts';

describe('a conversation', () => {
  let desk: ExperimentDesk;
  let siteId: string;
  let by: Actor;
  const lifecycle = () => desk.server.app.get(Lifecycle);
  const outside = () => ({
    experimentId: null, phase: null, epoch: null, variantId: null, backendVersionId: desk.defaultVersion, unitId: null, crossEngineFallback: false, newlyAssigned: false, holdout: false,
  });
  const stored = (experimentId: string) => desk.db.database.inWorkspace(desk.workspaceId, (tx) =>
    tx.query<{ variant_id: string; epoch: number; phase: number; first_answered_at: Date | null }[]>('select * from assignment where experiment_id = $1', [experimentId]));
  const weights = (experiment: Experiment, ...shares: number[]) => Object.fromEntries(experiment.variants.map(({ id }, at) => [id, shares[at] ?? 0]));

  beforeAll(async () => {
    desk = await startExperimentDesk();
    by = { kind: 'member', id: newId(), workspaceId: desk.workspaceId, role: 'owner', name: 'Ada', permissions: [] };
  });
  afterAll(() => desk.stop());
  const freshSite = async () => (siteId = await desk.site());

  it('gets the default of its site without an experiment', async () => {
    await freshSite();
    await desk.draft(siteId);
    expect(await desk.route(siteId)).toEqual(outside());
  });

  it('gets the variant that its visitor drew, and so does the next one of that visitor', async () => {
    await freshSite();
    const experiment = await desk.running(siteId, { crossEngineFallback: true });
    const visitorId = newId();
    const first = await desk.route(siteId, { visitorId });
    expect(first).toMatchObject({ experimentId: experiment.id, phase: 1, epoch: 1, unitId: visitorId, crossEngineFallback: true, newlyAssigned: true });
    expect(first.backendVersionId).toBe(experiment.variants.find(({ id }) => id === first.variantId)?.backendVersionId);
    expect(await desk.route(siteId, { visitorId })).toEqual({ ...first, newlyAssigned: false });
  });

  it('is the unit itself when the experiment says so', async () => {
    await freshSite();
    await desk.running(siteId, { unit: 'conversation' });
    const conversationId = newId();
    expect((await desk.route(siteId, { conversationId })).unitId).toBe(conversationId);
  });

  it('is assigned once when twenty arrive of one visitor at the same time', async () => {
    await freshSite();
    const experiment = await desk.running(siteId);
    const visitorId = newId();
    const routed = await Promise.all(Array.from({ length: 20 }, () => desk.route(siteId, { visitorId })));
    expect(new Set(routed.map(({ variantId }) => variantId)).size).toBe(1);
    expect(routed.filter(({ newlyAssigned }) => newlyAssigned)).toHaveLength(1);
    expect(await stored(experiment.id)).toHaveLength(1);
  });

  it('is not assigned when the transaction of its message fails', async () => {
    await freshSite();
    const experiment = await desk.running(siteId);
    await expect(desk.db.database.inWorkspace(desk.workspaceId, async (tx) => {
      await desk.server.app.get(Assignments).route(tx, { workspaceId: desk.workspaceId, siteId, visitorId: newId(), conversationId: newId(), traffic: 'live', facts: null });
      throw new Error('the message could not be stored');
    })).rejects.toThrow('could not be stored');
    expect(await stored(experiment.id)).toEqual([]);
  });

  it('spreads over the variants by their weights', async () => {
    await freshSite();
    const experiment = await desk.running(siteId);
    await desk.db.database.inWorkspace(desk.workspaceId, async (tx) => {
      for (let visitor = 0; visitor < 400; visitor++) {
        await desk.server.app.get(Assignments).route(tx, { workspaceId: desk.workspaceId, siteId, visitorId: newId(), conversationId: newId(), traffic: 'live', facts: null });
      }
    });
    const share = (await stored(experiment.id)).filter(({ variant_id: id }) => id === experiment.variants[0]?.id).length / 400;
    // Salts are random: 0.35..0.65 lies six standard errors away.
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
  });

  it('keeps its variant when weights change; new visitors are drawn with the new ones', async () => {
    await freshSite();
    const experiment = await desk.running(siteId);
    const early = await Promise.all(Array.from({ length: 10 }, () => desk.route(siteId)));
    const changed = await desk.server.app.get(Experiments).change(by, { id: experiment.id, weights: weights(experiment, 0, 10_000), reason: 'Control fails' });
    expect(changed).toMatchObject({ phase: 1, epoch: 2 });
    for (const { unitId, variantId } of early) expect(await desk.route(siteId, { visitorId: unitId ?? '' })).toMatchObject({ variantId, epoch: 1, newlyAssigned: false });
    const late = await Promise.all(Array.from({ length: 10 }, () => desk.route(siteId)));
    expect(late.every(({ variantId, epoch }) => variantId === experiment.variants[1]?.id && epoch === 2)).toBe(true);
    const epochs: unknown = await desk.db.database.inWorkspace(desk.workspaceId, (tx) =>
      tx.query('select number, reason, weights from epoch where experiment_id = $1 order by number', [experiment.id]));
    expect(epochs).toEqual([
      { number: 1, reason: '', weights: weights(experiment, 5_000, 5_000) }, { number: 2, reason: 'Control fails', weights: weights(experiment, 0, 10_000) },
    ]);
  });

  it('keeps its variant while the experiment is paused; new visitors get the default', async () => {
    await freshSite();
    const experiment = await desk.running(siteId);
    const visitorId = newId();
    const { variantId } = await desk.route(siteId, { visitorId });
    await lifecycle().pause(by, { id: experiment.id, reason: 'For the test' });
    expect((await desk.route(siteId, { visitorId })).variantId).toBe(variantId);
    expect(await desk.route(siteId)).toEqual(outside());
    await lifecycle().start(by, { id: experiment.id, reason: 'For the test' });
    expect((await desk.route(siteId)).newlyAssigned).toBe(true);
  });

  it('gets the default once the experiment is stopped, also of a visitor who was assigned', async () => {
    await freshSite();
    const experiment = await desk.running(siteId);
    const visitorId = newId();
    await desk.route(siteId, { visitorId });
    await lifecycle().stop(by, { id: experiment.id, reason: 'For the test' });
    expect(await desk.route(siteId, { visitorId })).toEqual(outside());
  });

  it('is drawn anew in a new phase', async () => {
    await freshSite();
    const experiment = await desk.running(siteId);
    const visitorId = newId();
    await desk.route(siteId, { visitorId });
    await lifecycle().pause(by, { id: experiment.id, reason: 'For the test' });
    const variants = experiment.variants.map(({ name, backendVersionId, isControl, isTwin }) => ({ name: `${name} again`, backendVersionId, weight: 5_000, isControl, isTwin }));
    const changed = await desk.server.app.get(Experiments).change(by, { id: experiment.id, variants, reason: 'New prompts' });
    expect(changed).toMatchObject({ phase: 2, epoch: 1, variants: [{ name: 'Control again' }, { name: 'Treatment again' }] });
    expect(await desk.route(siteId, { visitorId })).toEqual(outside());
    await lifecycle().start(by, { id: experiment.id, reason: 'For the test' });
    expect(await desk.route(siteId, { visitorId })).toMatchObject({ phase: 2, epoch: 1, newlyAssigned: true });
    expect((await stored(experiment.id)).map(({ phase }) => phase).sort()).toEqual([1, 2]);
  });

  it('outside the coverage gets the default and leaves no assignment', async () => {
    await freshSite();
    const experiment = await desk.running(siteId, { coverage: 0 });
    expect(await desk.route(siteId)).toEqual(outside());
    expect(await stored(experiment.id)).toEqual([]);
  });

  it('takes part only with the traffic that the experiment counts', async () => {
    await freshSite();
    await desk.running(siteId, { traffic: 'replay' });
    expect(await desk.route(siteId, { traffic: 'live' })).toEqual(outside());
    expect(await desk.route(siteId, { traffic: 'preview' })).toEqual(outside());
    expect((await desk.route(siteId, { traffic: 'replay' })).newlyAssigned).toBe(true);
  });

  it('of a paired replay gets the variant that it is played to; live ones cannot choose', async () => {
    await freshSite();
    const experiment = await desk.running(siteId, { traffic: 'replay' });
    for (const { id } of experiment.variants) expect((await desk.route(siteId, { traffic: 'replay', forceVariantId: id })).variantId).toBe(id);
    await expect(desk.route(siteId, { traffic: 'replay', forceVariantId: newId() })).rejects.toMatchObject({ code: 'not_found' });
    const live = await desk.site();
    const running = await desk.running(live);
    const forced = await Promise.all(Array.from({ length: 20 }, () => desk.route(live, { forceVariantId: running.variants[0]?.id ?? '' })));
    expect(new Set(forced.map(({ variantId }) => variantId)).size).toBe(2);
  });

  it('meets the one of two running experiments whose slice of the site holds its visitor, and no other', async () => {
    await freshSite();
    const [first, second] = [await desk.running(siteId, { slice: { from: 0, to: 3_000 } }), await desk.running(siteId, { slice: { from: 3_000, to: 6_000 } })];
    const visitors = Array.from({ length: 300 }, () => newId());
    const met = new Map<string | null, number>();
    await desk.db.database.inWorkspace(desk.workspaceId, async (tx) => {
      for (const visitorId of visitors) {
        const { experimentId } = await desk.server.app.get(Assignments).route(tx, { workspaceId: desk.workspaceId, siteId, visitorId, conversationId: newId(), traffic: 'live', facts: null });
        met.set(experimentId, (met.get(experimentId) ?? 0) + 1);
      }
    });
    // Salts are random: 0.3 of 300 is 90, and 45 lies more than five standard errors away.
    for (const experiment of [first, second]) expect(met.get(experiment.id)).toBeGreaterThan(45);
    expect(met.get(null)).toBeGreaterThan(70);
    const both = (await stored(first.id)).length + (await stored(second.id)).length;
    expect(both).toBe((met.get(first.id) ?? 0) + (met.get(second.id) ?? 0));
  });

  it('of a conversation experiment is shared out by its visitor all the same', async () => {
    await freshSite();
    const [first] = [await desk.running(siteId, { unit: 'conversation', slice: { from: 0, to: 5_000 } }), await desk.running(siteId, { slice: { from: 5_000, to: 10_000 } })];
    const visitorId = newId();
    const met = new Set((await Promise.all(Array.from({ length: 8 }, () => desk.route(siteId, { visitorId })))).map(({ experimentId }) => experimentId));
    expect(met.size).toBe(1);
    expect(first.unit).toBe('conversation');
  });

  it('stays with the experiment that its visitor was in first, also when another one has taken over the place', async () => {
    await freshSite();
    const first = await desk.running(siteId);
    const visitorId = newId();
    const { variantId } = await desk.route(siteId, { visitorId });
    await lifecycle().pause(by, { id: first.id, reason: 'For the test' });
    const second = await desk.running(siteId);
    expect(await desk.route(siteId, { visitorId })).toMatchObject({ experimentId: first.id, variantId });
    expect((await desk.route(siteId)).experimentId).toBe(second.id);
  });

  it('takes part only where the targeting fits what was known when it was opened; its visitor then keeps the variant whatever is known later', async () => {
    await freshSite();
    const experiment = await desk.running(siteId, { targeting: [{ kind: 'page', operator: 'starts_with', value: '/help' }, { kind: 'attribute', name: 'plan', operator: 'is', value: 'pro' }] });
    const facts = { page: '/help/refunds', locale: 'en', signedInAs: null, attributes: { plan: 'pro' }, verified: [] };
    const visitorId = newId();
    for (const known of [null, { ...facts, page: '/' }, { ...facts, attributes: { plan: 'free' } }]) expect(await desk.route(siteId, { visitorId, facts: known })).toEqual(outside());
    expect(await stored(experiment.id)).toEqual([]);
    const first = await desk.route(siteId, { visitorId, facts });
    expect(first).toMatchObject({ experimentId: experiment.id, newlyAssigned: true });
    expect(await desk.route(siteId, { visitorId, facts: null })).toEqual({ ...first, newlyAssigned: false });
  });

  it('of a visitor whom a targeting keeps out meets no experiment of another slice either', async () => {
    await freshSite();
    const first = await desk.running(siteId, { targeting: [{ kind: 'locale', values: ['de'] }], slice: { from: 0, to: 5_000 } });
    const second = await desk.running(siteId, { slice: { from: 5_000, to: 10_000 } });
    const met = async (locale: string): Promise<Set<string | null>> => {
      const facts = { page: null, locale, signedInAs: null, attributes: {}, verified: [] };
      return new Set((await Promise.all(Array.from({ length: 40 }, () => desk.route(siteId, { facts })))).map(({ experimentId }) => experimentId));
    };
    expect(await met('de-AT')).toEqual(new Set([first.id, second.id]));
    expect(await met('fr')).toEqual(new Set([null, second.id]));
  });

  it('of a visitor whom the site holds out gets the default, is marked so, and leaves no assignment; who is assigned already stays so', async () => {
    await freshSite();
    const experiment = await desk.running(siteId);
    const early = await Promise.all(Array.from({ length: 40 }, () => desk.route(siteId)));
    await desk.holdOut(siteId, 2_000);
    for (const { unitId, variantId } of early) expect(await desk.route(siteId, { visitorId: unitId ?? '' })).toMatchObject({ variantId, holdout: false });
    const visitors = Array.from({ length: 300 }, () => newId());
    const late = await Promise.all(visitors.map((visitorId) => desk.route(siteId, { visitorId })));
    const held = late.filter(({ holdout }) => holdout);
    // 60 of 300 with a standard error of 7.
    expect(held.length).toBeGreaterThan(25);
    expect(held.length).toBeLessThan(95);
    for (const one of held) expect(one).toEqual({ ...outside(), holdout: true });
    expect(late.filter(({ experimentId }) => experimentId === experiment.id)).toHaveLength(300 - held.length);
    expect(await stored(experiment.id)).toHaveLength(340 - held.length);
    const again = visitors[late.findIndex(({ holdout }) => holdout)] ?? '';
    expect(await desk.route(siteId, { visitorId: again })).toMatchObject({ holdout: true });
    expect(await desk.route(siteId, { visitorId: again, traffic: 'replay' })).toEqual(outside());
    await lifecycle().stop(by, { id: experiment.id, reason: 'For the test' });
    expect(await desk.route(siteId, { visitorId: again })).toMatchObject({ holdout: true });
    await desk.holdOut(siteId, 0);
    expect(await desk.route(siteId, { visitorId: again })).toEqual(outside());
  });

  it('of a visitor who is held out counts neither for nor against the planned shares', async () => {
    await freshSite();
    await desk.holdOut(siteId, 2_000);
    const experiment = await desk.running(siteId);
    await Promise.all(Array.from({ length: 200 }, () => desk.route(siteId)));
    const epochs = await desk.db.database.inWorkspace(desk.workspaceId, (tx) => readEpochs(tx, { workspaceId: desk.workspaceId, experimentId: experiment.id, phase: 1 }));
    const units = Object.values(epochs[0]?.assigned ?? {}).reduce((sum, one) => sum + one, 0);
    expect(units).toBeLessThan(200);
    const check = checkSampleRatio({ variants: experiment.variants.map(({ id, name, isControl }) => ({ id, name, isControl, kind: 'prompt' })), epochs, looks: [] });
    // Below 0.0005 once in two thousand runs of a fair draw.
    expect(check.p).toBeGreaterThan(0.0005);
  });

  it('of another workspace is not routed by our experiment', async () => {
    await freshSite();
    await desk.running(siteId);
    await expect(desk.route(siteId, { workspaceId: newId() })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is noted as answered once', async () => {
    await freshSite();
    const experiment = await desk.running(siteId);
    const routed = await desk.route(siteId);
    const mark = () => desk.db.database.inWorkspace(desk.workspaceId, (tx) => desk.server.app.get(Assignments).markAnswered(tx, desk.workspaceId, routed));
    await mark();
    const [first] = await stored(experiment.id);
    expect(first?.first_answered_at).toBeInstanceOf(Date);
    await mark();
    expect(await stored(experiment.id)).toEqual([first]);
  });
});

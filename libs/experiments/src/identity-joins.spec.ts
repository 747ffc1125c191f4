import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Visitors } from '#accounts';
import { createSiteSecret, openVisitor, readSite, type Experiment } from '#contracts';
import { newId } from '#platform';
import { startExperimentDesk, type ExperimentDesk } from '../../../test/support/experiment-desk.ts';
import { signIdentity, type SignedWith } from '../../../test/support/sign-identity.ts';
import { Lifecycle, isHeldOut, type Routed } from './index.ts';
import { mixedUnits } from './mixed-units.sql.ts';

/** A browser of a visitor. */
interface Browser {
  id: string;
  token: string;
}

describe('a person who signs in', () => {
  let desk: ExperimentDesk;
  let siteId: string;
  let siteKey: string;
  let secret: SignedWith;
  let experiment: Experiment;

  beforeAll(async () => {
    desk = await startExperimentDesk({ DUET_LIMIT_FACTOR: '1000' });
  });
  afterAll(() => desk.stop());
  beforeEach(async () => {
    siteId = await desk.site();
    siteKey = (await desk.server.call(readSite, { id: siteId }, desk.headers)).body.publicKey;
    secret = (await desk.server.call(createSiteSecret, { id: siteId }, desk.headers)).body;
    experiment = await desk.running(siteId);
  });

  const browser = async (): Promise<Browser> => {
    const { body: { visitorToken: token } } = await desk.server.call(openVisitor, { siteKey }, { origin: 'http://localhost:8080' });
    const visitor = await desk.server.app.get(Visitors).authenticate(token);
    return { id: visitor?.id ?? '', token };
  };
  const signIn = async ({ token }: Browser, person = 'customer 7'): Promise<void> => {
    const identityToken = await signIdentity(secret, siteKey, person);
    const { body } = await desk.server.call(openVisitor, { siteKey, visitorToken: token, identityToken }, { origin: 'http://localhost:8080' });
    if (body.visitorToken !== token) throw new Error('this browser is somebody else');
  };
  const routed = ({ id: visitorId }: Browser): Promise<Routed> => desk.route(siteId, { visitorId });
  /** A new browser that drew the same variant as another one, or a different one. */
  const assigned = async (variantId: string | null, same: boolean): Promise<Browser> => {
    for (;;) {
      const one = await browser();
      if (((await routed(one)).variantId === variantId) === same) return one;
    }
  };
  const mixed = () => desk.db.database.inWorkspace(desk.workspaceId, (tx) => mixedUnits(tx, desk.workspaceId, experiment.id, experiment.phase));

  it('is one unit in all browsers: the first visitor, which keeps its variant', async () => {
    const first = await browser();
    const before = await routed(first);
    await signIn(first);
    expect(await routed(first)).toEqual({ ...before, newlyAssigned: false });
    const second = await browser();
    await signIn(second);
    expect(await routed(second)).toEqual({ ...before, newlyAssigned: false });
    expect(await mixed()).toBe(0);
  });

  it('is assigned in the name of the first visitor, whichever browser writes first', async () => {
    const [first, second] = [await browser(), await browser()];
    await signIn(first);
    await signIn(second);
    const met = await routed(second);
    expect(met).toMatchObject({ unitId: first.id, newlyAssigned: true });
    expect(await routed(first)).toEqual({ ...met, newlyAssigned: false });
  });

  it('keeps the variant that the person had, in the browser that had another one too, and is counted as mixed', async () => {
    const first = await browser();
    await signIn(first);
    const had = await routed(first);
    const second = await assigned(had.variantId, false);
    expect((await routed(second)).variantId).not.toBe(had.variantId);
    await signIn(second);
    expect(await routed(second)).toEqual({ ...had, newlyAssigned: false });
    expect(await mixed()).toBe(1);
  });

  it('keeps it also when the other browser was assigned earlier, but joined later', async () => {
    const second = await browser();
    const early = await routed(second);
    const first = await assigned(early.variantId, false);
    const had = await routed(first);
    await signIn(first);
    await signIn(second);
    for (const one of [first, second]) expect(await routed(one)).toEqual({ ...had, newlyAssigned: false });
    expect(await mixed()).toBe(1);
  });

  it('is not mixed when both browsers had the same variant', async () => {
    const first = await browser();
    const had = await routed(first);
    const second = await assigned(had.variantId, true);
    await signIn(first);
    await signIn(second);
    expect(await routed(second)).toEqual({ ...had, newlyAssigned: false });
    expect(await mixed()).toBe(0);
  });

  it('goes on in the name of the browser that was assigned, when the first one never was', async () => {
    const [first, second] = [await browser(), await browser()];
    await signIn(first);
    const had = await routed(second);
    await signIn(second);
    for (const one of [second, first]) expect(await routed(one)).toEqual({ ...had, newlyAssigned: false });
    const units = await desk.db.database.inWorkspace(desk.workspaceId, (tx) => tx.query<object[]>('select unit_id from assignment where experiment_id = $1', [experiment.id]));
    expect(units).toEqual([{ unit_id: second.id }]);
  });

  it('is not another person of the same site', async () => {
    const [first, second] = [await browser(), await browser()];
    await signIn(first, 'customer 7');
    await signIn(second, 'customer 8');
    expect([(await routed(first)).unitId, (await routed(second)).unitId]).toEqual([first.id, second.id]);
  });

  it('has each conversation as a unit where the experiment says so, and none of them is mixed', async () => {
    await desk.server.app.get(Lifecycle).stop({ workspaceId: desk.workspaceId, name: 'Ada' }, { id: experiment.id, reason: 'For the test' });
    experiment = await desk.running(siteId, { unit: 'conversation' });
    const first = await browser();
    await signIn(first);
    const met = await Promise.all(Array.from({ length: 12 }, async () => {
      const conversationId = newId();
      return (await desk.route(siteId, { visitorId: first.id, conversationId })).unitId === conversationId;
    }));
    expect(met.every(Boolean)).toBe(true);
    expect(await mixed()).toBe(0);
  });

  it('is held out in all browsers or in none', async () => {
    await desk.holdOut(siteId, 2_000);
    const held = async (share: boolean): Promise<Browser> => {
      for (;;) {
        const one = await browser();
        if (isHeldOut(2_000, { siteId, unitId: one.id, traffic: 'live' }) === share) return one;
      }
    };
    const [first, second] = [await held(true), await held(false)];
    await signIn(first);
    await signIn(second);
    expect(await routed(second)).toMatchObject({ experimentId: null, holdout: true });
  });
});

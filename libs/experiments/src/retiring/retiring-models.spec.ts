import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listRetiringModels, type RetiringModel } from '#contracts';
import { Lifecycle } from '#experiments';
import { newId } from '#platform';
import { otherWorkspace } from '../../../../test/support/accounts.ts';
import { startExperimentDesk, type ExperimentDesk } from '../../../../test/support/experiment-desk.ts';

const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('models that end', () => {
  let desk: ExperimentDesk;
  beforeAll(async () => {
    desk = await startExperimentDesk();
  });
  afterAll(() => desk.stop());

  const query = (sql: string, values: unknown[]) => desk.db.database.inWorkspace(desk.workspaceId, (tx) => tx.query<unknown[]>(sql, values));
  const model = (key: string, entered: string | null, told: string | null = null) =>
    query(`insert into model (workspace_id, id, key, provider, name, retires_on, told_retires_on) values ($1, $2, $3, 'openai', $3, $4, $5)`, [desk.workspaceId, newId(), key, entered, told]);
  const listed = async (): Promise<RetiringModel[]> => (await desk.server.call(listRetiringModels, {}, desk.headers)).body.items;
  const byKey = async (key: string): Promise<RetiringModel | undefined> => (await listed()).find(({ modelKey }) => modelKey === key);
  const siteAnsweredBy = async (key: string): Promise<void> => {
    const site = await desk.site();
    await query('with x as (update site set default_backend_version_id = $2 where id = $1 returning id) select id from x', [site, await desk.version('prompt', key)]);
  };

  it('are told of from 30 days before the end on and after it, the most urgent first, as long as visitors reach them', async () => {
    await model('far', dayIn(33));
    await model('near', dayIn(20));
    await model('past', dayIn(-5));
    await model('unused', dayIn(1));
    for (const key of ['far', 'near', 'past']) await siteAnsweredBy(key);
    await desk.version('prompt', 'unused');
    const items = await listed();
    expect(items.map(({ modelKey }) => modelKey)).toEqual(['past', 'near']);
    expect(items[0]).toMatchObject({ on: dayIn(-5), uses: [{ kind: 'site', name: 'Shop', backendName: 'prompt backend', versionNumber: 1, variants: [] }] });
    expect(Math.abs((items[0]?.daysLeft ?? 0) + 5)).toBeLessThanOrEqual(1);
  });

  it("go by the person's date before the server's", async () => {
    await model('told', null, dayIn(3));
    await model('postponed', dayIn(90), dayIn(3));
    for (const key of ['told', 'postponed']) await siteAnsweredBy(key);
    expect((await byKey('told'))?.on).toBe(dayIn(3));
    expect(await byKey('postponed')).toBeUndefined();
  });

  it('name the variants of running and paused experiments, and no drafts or stopped ones', async () => {
    await model('tried', dayIn(7));
    const version = await desk.version('fine_tuned', 'tried');
    const variants = [{ name: 'Old', backendVersionId: await desk.version(), weight: 5_000, isControl: true, isTwin: false }, { name: 'Ending', backendVersionId: version, weight: 5_000, isControl: false, isTwin: false }];
    const { id } = await desk.draft(await desk.site(), { name: 'Tuned or not', variants });
    expect(await byKey('tried')).toBeUndefined();
    const step = { by: { workspaceId: desk.workspaceId, name: 'Ada' }, lifecycle: desk.server.app.get(Lifecycle) };
    await step.lifecycle.start(step.by, { id, reason: 'For the test' });
    expect((await byKey('tried'))?.uses).toMatchObject([{ kind: 'experiment', id, name: 'Tuned or not', variants: ['Ending'], backendName: 'fine_tuned backend' }]);
    await step.lifecycle.pause(step.by, { id, reason: 'For the test' });
    expect((await byKey('tried'))?.uses).toHaveLength(1);
    await step.lifecycle.stop(step.by, { id, reason: 'For the test' });
    expect(await byKey('tried')).toBeUndefined();
  });

  it('are told of where a rule sends visitors to them, once for each site and experiment', async () => {
    await model('routed', dayIn(7));
    const [control, first, second, behind] = await Promise.all([desk.version(), desk.version('hybrid'), desk.version('hybrid'), desk.version('prompt', 'routed')]);
    for (const [from, place, topic, to] of [[first, 0, null, desk.defaultVersion], [first, 1, 'refunds', behind], [first, 2, 'returns', behind], [second, 0, null, behind]]) {
      await query('insert into backend_route (workspace_id, backend_version_id, place, topic, answered_by) values ($1, $2, $3, $4, $5)', [desk.workspaceId, from, place, topic, to]);
    }
    expect(await byKey('routed')).toBeUndefined();
    const site = await desk.site();
    const variants = [['Plain', control, 4_000], ['By topic', first, 3_000], ['Always', second, 3_000]] as const;
    const { id } = await desk.running(site, { name: 'Ruled', variants: variants.map(([name, backendVersionId, weight], at) => ({ name, backendVersionId, weight, isControl: at === 0, isTwin: false })) });
    await query('with x as (update site set default_backend_version_id = $2 where id = $1 returning id) select id from x', [site, first]);
    expect((await byKey('routed'))?.uses).toMatchObject([
      { kind: 'experiment', id, backendName: 'prompt backend', variants: ['By topic', 'Always'] }, { kind: 'site', id: site, backendName: 'prompt backend', variants: [] },
    ]);
  });

  it('are no business of another workspace', async () => {
    const other = await otherWorkspace(desk.server, desk.db);
    expect((await desk.server.call(listRetiringModels, {}, other.headers)).body.items).toEqual([]);
  });
});

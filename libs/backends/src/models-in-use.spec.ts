import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountsModule, accountsEntities } from '#accounts';
import { changeModel, createBackend, createModel, createSite, createVersion, deleteModel, listModels } from '#contracts';
import { knowledgeEntities } from '#knowledge';
import { modelsEntities } from '#models';
import { newId } from '#platform';
import { keyHeaders } from '../../../test/support/accounts.ts';
import { startApp, type TestApp } from '../../../test/support/app.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { standIns } from '../../../test/support/stand-ins.ts';
import { BackendsModule, backendsEntities } from './index.ts';

type Statement = [sql: string, values: unknown[]];

describe('a model that a version in use runs on', () => {
  let db: TestDatabase;
  let server: TestApp;
  let workspaceId: string;
  let headers: Record<string, string>;
  let modelId: string;
  let old: { id: string; backendId: string };
  let siteId: string;
  const experimentId = newId();

  beforeAll(async () => {
    db = await startDatabase([...accountsEntities, ...knowledgeEntities, ...modelsEntities, ...backendsEntities, ...standIns('training_run').slice(1)]);
    server = await startApp(db, [AccountsModule, BackendsModule], { DUET_ALLOW_PRIVATE_MODEL_HOSTS: '1' });
    workspaceId = await db.workspace('Acme');
    headers = await keyHeaders(server, workspaceId, 'owner');
    const add = async (name: string) => (await server.call(createModel, { provider: 'openai', name, baseUrl: 'http://127.0.0.1:9/v1' }, headers)).body;
    [modelId] = [(await add('lora')).id, await add('other')];
    const backend = (await server.call(createBackend, { name: 'Tuned', kind: 'fine_tuned' }, headers)).body;
    const save = async (model: string) => (await server.call(createVersion, { id: backend.id, model }, headers)).body;
    [old] = [await save('openai/lora'), await save('openai/other')];
    siteId = (await server.call(createSite, { name: 'Shop' }, headers)).body.id;
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    await db.stop();
  });

  const run = <T>(...[sql, values]: Statement) => db.database.inWorkspace(workspaceId, (tx) => tx.query<T>(sql, values));
  const rename = (name: string) => server.call(changeModel, { id: modelId, name }, headers);
  const remove = () => server.call(deleteModel, { id: modelId }, headers);

  it('keeps its name and stays, for a site, a label, an experiment that is not over, and where a rule leads to it', async () => {
    const backend = (await server.call(createBackend, { name: 'By topic', kind: 'hybrid' }, headers)).body;
    const ruled = newId();
    await run(`insert into backend_version (workspace_id, id, backend_id, number, model) values ($1, $2, $3, 1, 'embedded/encoder')`, [workspaceId, ruled, backend.id]);
    await run('insert into backend_route (workspace_id, backend_version_id, place, topic, answered_by) values ($1, $2, 0, null, $3)', [workspaceId, ruled, old.id]);
    await run(`insert into experiment (workspace_id, id, site_id, name, state, unit, traffic, coverage, layer_salt, exposure_salt, variant_salt, planned_ratings, decision) values ($1, $2, $3, 'Trial', 'stopped', 'visitor', 'live', 10000, 'a', 'b', 'c', 100, '{}')`, [workspaceId, experimentId, siteId]);
    await run(`insert into variant (workspace_id, id, experiment_id, phase, position, name, backend_version_id, weight, is_control) values ($1, $2, $3, 1, 0, 'Old', $4, 10000, true)`, [workspaceId, newId(), experimentId, old.id]);
    const answering = (id: string | null): Statement => ['update site set default_backend_version_id = $2 where id = $1', [siteId, id]];
    const experiment = (state: string): Statement => ['update experiment set state = $2 where id = $1', [experimentId, state]];
    const uses: [use: string, begin: Statement, end: Statement][] = [
      ['the site Shop is answered by that version', answering(old.id), answering(null)],
      ['the site Shop is answered by that version', answering(ruled), answering(null)],
      ['the label approved is on that version',
        [`insert into version_label (workspace_id, backend_id, label, backend_version_id, moved_by) values ($1, $2, 'approved', $3, 'x')`, [workspaceId, old.backendId, old.id]],
        [`delete from version_label where backend_id = $1`, [old.backendId]]],
      ...['draft', 'running', 'paused'].map((state): [string, Statement, Statement] => ['the experiment Trial compares that version', experiment(state), experiment('stopped')]),
    ];
    for (const [use, begin, end] of uses) {
      await run(...begin);
      for (const refused of [await rename('lora-2'), await remove()]) {
        expect([refused.status, refused.problem.code, refused.problem.detail]).toEqual([409, 'model_in_use', `Version 1 of Tuned runs on it: ${use}. Use one on another model there first.`]);
      }
      expect((await server.call(changeModel, { id: modelId, name: 'lora', inputPrice: 2 }, headers)).body).toMatchObject({ key: 'openai/lora', inputPrice: 2 });
      await run(...end);
    }
  });

  it('may be renamed and removed when nothing uses such a version any more', async () => {
    expect((await rename('lora-2')).body.key).toBe('openai/lora-2');
    expect((await remove()).status).toBe(200);
    expect((await server.call(listModels, {}, headers)).body.items.map(({ key }) => key)).toEqual(['openai/other']);
  });
});

import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { NewExperiment, openConversation } from '#contracts';
import { Sites } from '#accounts';
import { dealtUnits, latencyBuckets, latencyMoments, sumsOfUnits, Totals, unitMoments } from '#analytics';
import { Experiments, Lifecycle, isHeldOut } from '#experiments';
import { newId } from '#platform';
import { Backends } from '#backends';
import { makeSite, startChat, type Talk, type TestChat, type TestSite } from '../../../test/support/chat.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { ScriptedBackend, finished, says } from '../../../test/support/scripted-backend.ts';
import { roomEntities, rooms } from '../../../test/support/rooms.ts';
import { Farewell } from './farewell.ts';
import { Broadcast, VisitorChat } from './index.ts';

describe('a conversation in an experiment', () => {
  let db: TestDatabase;
  let server: TestChat;

  beforeAll(async () => {
    db = await startDatabase(roomEntities);
    server = await startChat(db, rooms);
  });
  afterAll(async () => {
    await server.stop();
    await db.stop();
  });

  const version = async (site: TestSite, model = 'embedded/scripted'): Promise<string> => {
    const [backendId, id] = [newId(), newId()];
    await db.database.inWorkspace(site.workspaceId, async (tx) => {
      await tx.query(`insert into backend (workspace_id, id, name, kind) values ($1, $2, 'Other', 'prompt')`, [site.workspaceId, backendId]);
      await tx.query('insert into backend_version (workspace_id, id, backend_id, number, model) values ($1, $2, $3, 1, $4)', [site.workspaceId, id, backendId, model]);
    });
    return id;
  };
  const running = async (site: TestSite, more: Partial<NewExperiment> = {}) => {
    const by = { workspaceId: site.workspaceId, name: 'Ada' };
    const variants = [0, 1].map(async (at) => ({ name: `V${at}`, backendVersionId: await version(site), weight: 5_000, isControl: at === 0 }));
    const draft = await server.app.get(Experiments, { strict: false }).create(by, NewExperiment.parse({ siteId: site.siteId, name: 'Which?', variants: await Promise.all(variants), ...more }));
    return server.app.get(Lifecycle, { strict: false }).start(by, { id: draft.id, reason: '' });
  };
  /** The first visitor whom the site holds out, after a first message. */
  const heldOut = async (site: TestSite): Promise<Talk> => {
    for (;;) {
      const talk = await server.talk(site);
      if (!isHeldOut(2_000, { siteId: site.siteId, unitId: talk.visitor.id, traffic: 'live' })) continue;
      await talk.say('Hello');
      return talk;
    }
  };
  const rows = <T>(site: TestSite, sql: string, values: unknown[]): Promise<T[]> => db.database.inWorkspace(site.workspaceId, (tx) => tx.query<T[]>(sql, values));

  it('that gets a variant of its own counts together with the others of its visitor, once for each variant', async () => {
    const site = await makeSite(db);
    const { id: experimentId } = await running(site, { unit: 'conversation' });
    const { tab } = await server.talk(site);
    for (let talk = 0; talk < 8; talk++) {
      const { conversation } = await tab.do('conversation.open', {});
      await tab.do('message.send', { conversationId: conversation.id, clientMessageId: newId(), text: 'Hello' });
      await tab.hears('finished', (event) => event.conversationId === conversation.id);
    }
    await server.app.get(Totals, { strict: false }).refresh();
    const { workspaceId } = site;
    const phase = { workspaceId, experimentId, phase: 1 };
    const read = (clustered: boolean) => db.database.inWorkspace(workspaceId, async (tx) => {
      const cuts = (await latencyBuckets(tx, phase)).map(({ variantId, epoch, metric }) => ({ variantId, epoch, metric, q: 0.5, bucket: 1_024 }));
      const rows = [...await unitMoments(tx, { ...phase, clustered }, ['failure', 'resolved', 'cost_resolved'], null), ...(await latencyMoments(tx, { ...phase, clustered }, cuts)).map((row) => ({ ...row, metric: `${row.metric} ms` }))];
      return ['failure', 'resolved', 'cost_resolved', 'total ms'].map((metric) => rows.filter((row) => row.metric === metric).map(({ units, x }) => ({ units: Number(units), x: Number(x) })));
    });
    const [failures, resolved, , times] = await read(false);
    for (const rows of [failures, resolved, times]) expect(rows?.reduce((sum, { units, x }) => [sum[0]! + units, sum[1]! + x], [0, 0])).toEqual([8, 8]);
    for (const rows of await read(true)) expect(rows.map(({ units }) => units)).toEqual(Array.from({ length: failures?.length ?? 0 }, () => 1));
    const [clustered] = await read(true);
    expect(clustered?.reduce((sum, { x }) => sum + x, 0)).toBe(8);
    // Each conversation is capped before a visitor's are added up: 40 and 7 times 10, not 40 once.
    await rows(site, `update outcome set cost_micro_usd = case when ctid = (select min(ctid) from outcome where experiment_id = $1) then 900 else 10 end where experiment_id = $1`, [experimentId]);
    const capped = await db.database.inWorkspace(workspaceId, (tx) => unitMoments(tx, { ...phase, clustered: true }, ['cost_resolved'], 40));
    expect(capped.reduce((sum, { y }) => sum + Number(y), 0)).toBe(110);
    for (const metric of ['failure', 'resolved', 'cost_resolved']) {
      const dealt = (together: boolean) => db.database.inWorkspace(workspaceId, async (tx) => {
        const of = { ...phase, clustered: together };
        const { units, inAll } = await dealtUnits(tx, of, { limit: 100, seed: 1 });
        expect(inAll).toBe(units.length);
        return sumsOfUnits(tx, of, metric, { cap: null, whose: units.map(({ who }) => who) });
      });
      const [one, each] = [await dealt(true), await dealt(false)];
      expect([each.length, one.map(({ variantId }) => variantId).sort()]).toEqual([8, [...new Set(each.map(({ variantId }) => variantId))].sort()]);
      expect(one.reduce((sum, { x }) => sum + Number(x), 0)).toBe(each.reduce((sum, { x }) => sum + Number(x), 0));
    }
    const sample = (seed: number) => db.database.inWorkspace(workspaceId, (tx) => dealtUnits(tx, phase, { limit: 3, seed }));
    expect(await sample(1)).toMatchObject({ units: { length: 3 }, inAll: 8 });
    expect(await sample(1)).toEqual(await sample(1));
  });

  it('is routed by its first message and stays there', async () => {
    const site = await makeSite(db);
    const experiment = await running(site);
    const { say, tab, conversationId, visitor } = await server.talk(site);
    await say('One');
    await tab.hears('finished', ({ message }) => message.seq === 2);
    await say('Two');
    await tab.hears('finished', ({ message }) => message.seq === 4);
    const [assignment] = await rows<{ variant: string; answered: boolean }>(site,
      'select variant_id as variant, first_answered_at is not null as answered from assignment where unit_id = $1', [visitor.id]);
    const messages = await rows<{ assigned: string; served: string; version: string }>(site,
      `select assigned_variant_id as assigned, served_variant_id as served, served_backend_version_id as version from message
       where conversation_id = $1 and role = 'assistant'`, [conversationId]);
    const expected = experiment.variants.find(({ id }) => id === assignment?.variant);
    expect(assignment?.answered).toBe(true);
    expect(messages).toEqual([1, 2].map(() => ({ assigned: expected?.id, served: expected?.id, version: expected?.backendVersionId })));
    const facts = await rows<{ kind: string; unit: string }>(site, `select kind, fact->'whose'->>'unitId' as unit from journal where conversation_id = $1 order by id`, [conversationId]);
    expect(facts.map(({ kind }) => kind)).toEqual(['conversation.started', 'unit.assigned', 'message.received', 'answer.finished', 'message.received', 'answer.finished']);
    expect(new Set(facts.map(({ unit }) => unit))).toEqual(new Set([visitor.id]));
  });

  it('takes part by what its page and its browser said when it was opened, which is kept with it until its visitor has it deleted', async () => {
    const site = await makeSite(db);
    await running(site, { targeting: [{ kind: 'locale', values: ['de'] }, { kind: 'attribute', name: 'plan', operator: 'is', value: 'pro' }] });
    const routed = async (about: object, acceptLanguage: string) => {
      const { token, visitor } = await server.visitor(site);
      const tab = await server.tab(site, token, 'http://localhost:8080', { 'accept-language': acceptLanguage });
      const { conversation: { id } } = await tab.do('conversation.open', about);
      await tab.do('message.send', { conversationId: id, clientMessageId: newId(), text: 'Hello' });
      const [row] = await rows<{ experiment: boolean; arrival: object }>(site, 'select experiment_id is not null as experiment, arrival from conversation where id = $1', [id]);
      return { ...row, id, visitor };
    };
    const pro = { page: '/help?order=7', attributes: { plan: 'pro', cart: { total: 3 } } };
    const arrival = { page: '/help', locale: 'de-AT', signedInAs: null, attributes: { plan: 'pro' }, verified: [] };
    const german = await routed(pro, 'de-at,de;q=0.9');
    expect(german).toMatchObject({ experiment: true, arrival });
    expect(await routed(pro, 'en')).toMatchObject({ experiment: false });
    expect(await routed({}, 'de')).toMatchObject({ experiment: false, arrival: { page: null, locale: 'de', attributes: {} } });
    await server.app.get(Farewell).forget(german.visitor, german.id);
    expect(await rows(site, 'select arrival from conversation where id = $1', [german.id])).toEqual([{ arrival: null }]);
  });

  it('of a visitor whom the site holds out is marked, and counted on the layer once for each visitor', async () => {
    const site = await makeSite(db);
    await running(site);
    await server.app.get(Sites, { strict: false }).change(site.workspaceId, { id: site.siteId, holdout: 2_000 });
    const layer = () => server.app.get(Experiments, { strict: false }).layer({ workspaceId: site.workspaceId, siteId: site.siteId, traffic: 'live' });
    const talk = await heldOut(site);
    const tab = await server.tab(site, talk.token);
    const { conversation } = await tab.do('conversation.open', {});
    await tab.do('message.send', { conversationId: conversation.id, clientMessageId: newId(), text: 'Again' });
    const marked = await rows<{ held: boolean; experiment: string | null; version: string }>(site,
      'select holdout as held, experiment_id as experiment, backend_version_id as version from conversation where visitor_id = $1', [talk.visitor.id]);
    expect(marked).toEqual([1, 2].map(() => ({ held: true, experiment: null, version: site.backendVersionId })));
    expect((await layer()).holdout).toEqual({ share: 2_000, visitors: 1 });
  });

  it('says by HTTP what its page said as well', async () => {
    const site = await makeSite(db);
    const { headers } = await server.visitor(site);
    const { body: { id } } = await server.call(openConversation, { page: '/cart', locale: 'fr-fr', attributes: { seats: 3 } }, { ...headers, 'accept-language': 'en' });
    expect(await rows(site, 'select arrival from conversation where id = $1', [id]))
      .toEqual([{ arrival: { page: '/cart', locale: 'fr-FR', signedInAs: null, attributes: { seats: 3 }, verified: [] } }]);
  });

  it('counts a failure for the assigned variant, and lets the site\'s embedded backend answer only where that is allowed', async () => {
    for (const crossEngineFallback of [false, true]) {
      const site = await makeSite(db);
      await running(site, { crossEngineFallback });
      const broken = new ScriptedBackend(() => [{ type: 'error', code: 'capacity', retryable: true }]);
      const open = jest.spyOn(server.app.get(Backends, { strict: false }), 'open')
        .mockImplementation((_workspaceId, id) => Promise.resolve(id === site.backendVersionId ? new ScriptedBackend(says('Substitute.')) : broken));
      const { say, tab, conversationId } = await server.talk(site);
      await say('Hello');
      await tab.hears('finished');
      const [row] = await rows(site,
        `select state, served_variant_id is not null as "byVariant", fallback_reason as reason from message where conversation_id = $1 and role = 'assistant'`, [conversationId]);
      expect(row).toEqual(crossEngineFallback
        ? { state: 'complete', byVariant: false, reason: 'capacity' }
        : { state: 'failed', byVariant: true, reason: null });
      open.mockImplementation(() => Promise.resolve(server.backend));
    }
  });

  it('scores the first answer of a labelled question once', async () => {
    const site = await makeSite(db);
    server.backend.script = () => [{ type: 'delta', text: 'Answer' }, finished('card.lost')];
    const { visitor } = await server.visitor(site);
    const chat = server.app.get(VisitorChat);
    const { id: conversationId } = await server.app.get(VisitorChat).open(visitor, {}, 'replay');
    const tell = new Promise<void>((resolve) => {
      const stop = server.app.get(Broadcast).listen(conversationId, (event) => {
        if (event.type !== 'finished') return;
        stop();
        resolve();
      });
    });
    await chat.send(visitor, { conversationId, clientMessageId: newId(), text: 'I lost my card' }, { expectedIntent: 'card.lost' });
    await tell;
    expect(await rows(site, 'select traffic, intent, intent_matched as matched from outcome where conversation_id = $1', [conversationId]))
      .toEqual([{ traffic: 'replay', intent: 'card.lost', matched: true }]);
    expect(await rows(site, `select fact->'matched' as matched, fact->'covered' as covered from journal where conversation_id = $1 and kind = 'answer.scored'`, [conversationId]))
      .toEqual([{ matched: true, covered: true }]);
  });
});

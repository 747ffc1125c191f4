import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { NewExperiment } from '#contracts';
import { Experiments, Lifecycle } from '#experiments';
import { newId } from '#platform';
import { Backends } from '#backends';
import { makeSite, startChat, type TestChat, type TestSite } from '../../../test/support/chat.ts';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { ScriptedBackend, finished, says } from '../../../test/support/scripted-backend.ts';
import { roomEntities, rooms } from '../../../test/support/rooms.ts';
import { Broadcast, Transcript, VisitorChat } from './index.ts';

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
    const draft = await server.app.get(Experiments, { strict: false }).create(by, {
      siteId: site.siteId, name: 'Which?', hypothesis: '', unit: 'visitor', traffic: 'live', slice: { from: 0, to: 10_000 }, coverage: 10_000, crossEngineFallback: false, plannedRatings: 400,
      variants: await Promise.all(variants), ...more,
    });
    return server.app.get(Lifecycle, { strict: false }).start(by, { id: draft.id, reason: '' });
  };
  const rows = <T>(site: TestSite, sql: string, values: unknown[]): Promise<T[]> => db.database.inWorkspace(site.workspaceId, (tx) => tx.query<T[]>(sql, values));

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
    const { id: conversationId } = await server.app.get(Transcript).open(visitor, 'replay');
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

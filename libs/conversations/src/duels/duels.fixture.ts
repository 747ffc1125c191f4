import { jest } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { Backends, type Backend } from '#backends';
import { NewExperiment, askForDuel, claimConversation, type Duel } from '#contracts';
import { Experiments } from '#experiments';
import { newId } from '#platform';
import { keyHeaders } from '../../../../test/support/accounts.ts';
import { makeSite, startChat, type Talk, type TestChat, type TestSite } from '../../../../test/support/chat.ts';
import { startDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { roomEntities, rooms } from '../../../../test/support/rooms.ts';
import { ScriptedBackend, says, type Script } from '../../../../test/support/scripted-backend.ts';

type Headers = Record<string, string>;

export interface DuelDesk {
  db: TestDatabase;
  server: TestChat;
  site: TestSite;
  /** Of two agents and an analyst. */
  alice: Headers;
  bob: Headers;
  analyst: Headers;
  /** A version of a new backend that follows a script of its own. */
  version(script: Script, name?: string): Promise<string>;
  follow(versionId: string, script: Script): ScriptedBackend;
  /** An experiment on the site with a variant for each version; conversations are put into it by `join`. */
  experiment(versions: readonly string[], more?: { twin: boolean }): Promise<{ id: string; variants: string[] }>;
  join(conversationId: string, experimentId: string, variantId: string): Promise<void>;
  /** A conversation with a question that an agent took over. */
  taken(text: string, agent?: Headers): Promise<Talk>;
  ask(talk: Talk, agent?: Headers): Promise<Duel>;
  query<T>(sql: string, values?: unknown[]): Promise<T[]>;
  stop(): Promise<void>;
}

/** A site in a real server, whose backend versions follow scripts; with more rooms than conversations need, bring all entities. */
export async function startDuelDesk(more: Type[] = [], entities = roomEntities): Promise<DuelDesk> {
  const db = await startDatabase(entities);
  const server = await startChat(db, [...rooms, ...more]);
  const site = await makeSite(db);
  const { workspaceId } = site;
  const scripted = new Map<string, ScriptedBackend>();
  jest.spyOn(server.app.get(Backends, { strict: false }), 'open').mockImplementation((_, id) => Promise.resolve<Backend>(scripted.get(id) ?? server.backend));
  const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> => db.database.inWorkspace(workspaceId, (tx) => tx.query<T[]>(sql, values));
  const [alice, bob, analyst] = [await keyHeaders(server, workspaceId, 'agent'), await keyHeaders(server, workspaceId, 'agent'), await keyHeaders(server, workspaceId, 'analyst')];
  const follow: DuelDesk['follow'] = (versionId, script) => {
    const backend = new ScriptedBackend(script);
    scripted.set(versionId, backend);
    return backend;
  };
  follow(site.backendVersionId, says('By the default.'));
  return {
    db, server, site, alice, bob, analyst, query, follow,
    async version(script, name = 'Another') {
      const [backendId, id] = [newId(), newId()];
      await query(`insert into backend (workspace_id, id, name, kind) values ($1, $2, $3, 'prompt')`, [workspaceId, backendId, name]);
      await query(`insert into backend_version (workspace_id, id, backend_id, number, model) values ($1, $2, $3, 1, 'embedded/scripted')`, [workspaceId, id, backendId]);
      follow(id, script);
      return id;
    },
    async experiment(versions, { twin } = { twin: false }) {
      const { id, variants } = await server.app.get(Experiments, { strict: false }).create({ workspaceId, name: 'Ada' }, NewExperiment.parse({
        siteId: site.siteId, name: 'Test',
        variants: [
          ...versions.map((backendVersionId, at) => ({ name: `Variant ${at}`, backendVersionId, weight: at === 0 ? 10_000 : 0, isControl: at === 0 })),
          ...(twin ? [{ name: 'Twin', backendVersionId: versions[0]!, weight: 0, isTwin: true }] : []),
        ],
      }));
      return { id, variants: variants.map((variant) => variant.id) };
    },
    async join(conversationId, experimentId, variantId) {
      await query('update conversation set experiment_id = $2, phase = 1, epoch = 1, variant_id = $3 where id = $1', [conversationId, experimentId, variantId]);
    },
    async taken(text, agent = alice) {
      const talk = await server.talk(site);
      await talk.say(text);
      await talk.tab.hears('finished');
      await talk.tab.do('conversation.hand-over', { conversationId: talk.conversationId });
      await server.call(claimConversation, { id: talk.conversationId }, agent);
      return talk;
    },
    ask: async (talk, agent = alice) => (await server.call(askForDuel, { id: talk.conversationId }, agent)).body,
    async stop() {
      await server.stop();
      await db.stop();
    },
  };
}

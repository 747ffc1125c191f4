import { jest } from '@jest/globals';
import { Visitors, type Visitor } from '#accounts';
import { Backends } from '#backends';
import { NewExperiment, type Analysis, type Evidence, type Experiment, type Traffic } from '#contracts';
import { FirstMessages, Ratings, VisitorChat } from '#conversations';
import { ExperimentResults, Experiments, Lifecycle } from '#experiments';
import { Importing } from '#knowledge';
import { newId } from '#platform';
import { eventually } from './eventually.ts';
import { makeSite, startChat, type TestChat, type TestSite } from './chat.ts';
import { startDatabase, type TestDatabase } from './database.ts';
import { roomEntities, rooms } from './rooms.ts';
import { ScriptedBackend, delta, finished } from './scripted-backend.ts';

/** Labelled questions by intent; the company is asked nothing else in these tests. */
const labelled: Record<string, readonly string[]> = {
  parcel: ['where is my parcel', 'track my delivery', 'has my order been sent', 'my package has not arrived', 'when does my order arrive'],
  refund: ['i want my money back', 'refund please', 'when do i get my refund', 'pay me back', 'my refund has not come'],
  address: ['change my delivery address', 'i moved house', 'wrong address on my order', 'send it to another address', 'update my address'],
  oos: ['tell me a joke', 'who won the football', 'write me a poem', 'what is the weather like', 'what is the capital of peru'],
};

export interface Visit {
  text: string;
  /** Instead of the drawn one; replays only. */
  variantId?: string;
  /** By default a new one. */
  visitor?: Visitor;
  /** Given at the end. */
  score?: number;
}

export interface TopicDesk {
  db: TestDatabase;
  server: TestChat;
  site: TestSite;
  /** Two variants, half and half, on a site of the workspace; each takes every question for an intent of its own. */
  running(more?: Partial<NewExperiment>): Promise<Experiment>;
  /** A conversation of one message, rated at once. */
  visit(visit: Visit, traffic?: Traffic): Promise<{ visitor: Visitor; conversationId: string }>;
  visitor(): Promise<Visitor>;
  /** Every message so far has its answer. */
  answered(): Promise<void>;
  readTopics(): Promise<void>;
  evidence(id: string): Promise<Evidence>;
  analysis(id: string): Promise<Analysis>;
  query<T>(sql: string, values?: unknown[]): Promise<T[]>;
  stop(): Promise<void>;
}

/** A workspace with labelled questions, in a real server whose backends follow a script. */
export async function startTopicDesk(): Promise<TopicDesk> {
  const db = await startDatabase(roomEntities);
  const server = await startChat(db, rooms);
  const site = await makeSite(db);
  const { workspaceId } = site;
  const of = <T>(type: abstract new (...args: never[]) => T): T => server.app.get<T>(type, { strict: false });
  const csv = ['text,category', ...Object.entries(labelled).flatMap(([key, texts]) => texts.map((text) => `${text},${key}`))].join('\n');
  await of(Importing).import(workspaceId, { content: csv, part: 'train', source: 'import' });
  // Read when a test says so.
  jest.spyOn(of(FirstMessages), 'round').mockResolvedValue();
  // What a variant itself takes a question for says nothing about the question.
  jest.spyOn(of(Backends), 'open').mockImplementation((_, id) => Promise.resolve(new ScriptedBackend(() => [delta('Answer.'), finished(`own.${id.slice(-4)}`)])));
  const query = <T>(sql: string, values: unknown[] = []): Promise<T[]> => db.database.inWorkspace(workspaceId, (tx) => tx.query<T[]>(sql, values));
  const answered = async (): Promise<void> => {
    await eventually(() => query(`select from message where state in ('pending', 'streaming')`), ({ length }) => length === 0);
  };
  const visitor: TopicDesk['visitor'] = () => db.database.inWorkspace(workspaceId, async (tx) => {
    const { id } = await of(Visitors).create(tx, { workspaceId, id: site.siteId });
    return { id, workspaceId, siteId: site.siteId, siteName: 'Shop' };
  });
  return {
    db, server, site, query, visitor,
    async running(more = {}) {
      const by = { workspaceId, name: 'Ada' };
      const version = async (): Promise<string> => {
        const [backendId, id] = [newId(), newId()];
        await query(`insert into backend (workspace_id, id, name, kind) values ($1, $2, 'Another', 'prompt')`, [workspaceId, backendId]);
        await query(`insert into backend_version (workspace_id, id, backend_id, number, model) values ($1, $2, $3, 1, 'embedded/scripted')`, [workspaceId, id, backendId]);
        return id;
      };
      const draft = await of(Experiments).create(by, NewExperiment.parse({
        siteId: site.siteId, name: 'Which?', traffic: 'replay',
        variants: [{ name: 'Control', backendVersionId: await version(), weight: 5_000, isControl: true }, { name: 'Treatment', backendVersionId: await version(), weight: 5_000, isControl: false }], ...more,
      }));
      return of(Lifecycle).start(by, { id: draft.id, reason: '' });
    },
    async visit({ text, variantId, score, ...who }, traffic = 'replay') {
      const somebody = who.visitor ?? (await visitor());
      const { id: conversationId } = await of(VisitorChat).open(somebody, {}, traffic);
      await of(VisitorChat).send(somebody, { conversationId, clientMessageId: newId(), text }, { forceVariantId: variantId });
      if (score !== undefined) await of(Ratings).satisfaction(somebody, conversationId, { score });
      return { visitor: somebody, conversationId };
    },
    answered,
    // An answer that is being stored holds its unit, which a reader then leaves for the next round.
    readTopics: async () => {
      await answered();
      await of(FirstMessages).readAll();
    },
    evidence: (id) => of(ExperimentResults).evidence(workspaceId, id),
    analysis: async (id) => (await of(ExperimentResults).read(workspaceId, id)).analysis,
    async stop() {
      await server.stop();
      await db.stop();
    },
  };
}

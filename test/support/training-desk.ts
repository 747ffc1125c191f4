import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { parse as parseCsv } from 'csv-parse/sync';
import { AccountsModule, ApiKeys, accountsEntities } from '#accounts';
import { AnalyticsModule } from '#analytics';
import { BackendsModule, backendsEntities } from '#backends';
import { ConversationsModule, conversationsEntities } from '#conversations';
import { readTrainingRun, startTraining, type CallOf, type TrainingRun } from '#contracts';
import { ExperimentsModule, experimentsEntities } from '#experiments';
import { Importing, KnowledgeModule, knowledgeEntities } from '#knowledge';
import { ModelsModule, modelsEntities } from '#models';
import { Jobs } from '#platform';
import { TrainingModule, trainingEntities } from '#training';
import { startApp, type Reply, type TestApp } from './app.ts';
import { startDatabase, type TestDatabase } from './database.ts';

const rooms = [AccountsModule, AnalyticsModule, ModelsModule, KnowledgeModule, ExperimentsModule, BackendsModule, ConversationsModule, TrainingModule];
const LOOK_EVERY_MS = 50;
/** Two cores of a busy machine: a run of a few seconds may take many. */
const PATIENCE_MS = 500_000;

export interface Question {
  text: string;
  category: string;
}

/** Questions of a few intents of the demo: enough to learn from, quick to learn. */
export function demoQuestions(part: 'train' | 'test', intents = 6): Question[] {
  const file = (name: string): Question[] => parseCsv(readFileSync(new URL(`../../demo/questions-${name}.csv`, import.meta.url)), { columns: true });
  const wanted = [...new Set(file('train').map(({ category }) => category))].slice(0, intents);
  return file(part).filter(({ category }) => wanted.includes(category));
}

export const isUnderWay = ({ state }: TrainingRun): boolean => state === 'queued' || state === 'running';

/** All rooms on a real database, with jobs at work. */
export class TrainingDesk {
  /** Another server on the same database, if there is one; it works on no jobs. */
  other: TestApp | undefined;

  private constructor(readonly db: TestDatabase, public server: TestApp, private readonly settings: Record<string, string>) {}

  /** @param settings changes the environment's */
  static async open(settings: Record<string, string> = {}): Promise<TrainingDesk> {
    const db = await startDatabase([
      ...accountsEntities, ...knowledgeEntities, ...modelsEntities, ...backendsEntities, ...experimentsEntities, ...conversationsEntities, ...trainingEntities,
    ]);
    const desk = new TrainingDesk(db, await startApp(db, rooms, settings), settings);
    await desk.service(Jobs).start(true);
    return desk;
  }

  service<T>(type: new (...args: never[]) => T): T {
    return this.server.app.get<T>(type, { strict: false });
  }

  /** Behind the back of the product. */
  sql(statement: string): Promise<object[]> {
    return this.db.database.acrossWorkspaces((tx) => tx.query<object[]>(statement));
  }

  /** A second server that answers requests. */
  async openOther(settings = this.settings): Promise<TestApp> {
    return (this.other ??= await startApp(this.db, rooms, settings));
  }

  /** The server stops in an orderly way. */
  async stopServer(): Promise<void> {
    await this.service(Jobs).stop();
    await this.server.stop();
  }
  async startServer(alone = true): Promise<void> {
    this.server = await startApp(this.db, rooms, this.settings);
    await this.service(Jobs).start(alone);
  }

  async company(name = 'Test company'): Promise<Company> {
    const id = await this.db.workspace(name);
    const { secret } = await this.service(ApiKeys).create(id, { name: 'Test', role: 'owner' });
    return new Company(this, id, { authorization: `Bearer ${secret}` });
  }

  async close(): Promise<void> {
    await this.service(Jobs).stop();
    await this.server.stop();
    await this.other?.stop();
    await this.db.stop();
  }
}

/** A workspace and what its owner does. */
export class Company {
  constructor(private readonly desk: TrainingDesk, readonly workspaceId: string, readonly headers: Record<string, string>) {}

  async teach(part: 'train' | 'test', rows: readonly Question[]): Promise<void> {
    await this.desk.service(Importing).import(this.workspaceId, { content: rows.map((row) => JSON.stringify(row)).join('\n'), part, source: 'import' });
  }

  start(wish: CallOf<typeof startTraining> = {}): Promise<Reply<typeof startTraining>> {
    return this.desk.server.call(startTraining, wish, this.headers);
  }

  async read(id: string): Promise<TrainingRun> {
    return (await this.desk.server.call(readTrainingRun, { id }, this.headers)).body;
  }

  /** The run once `holds`. */
  async until(id: string, holds: (run: TrainingRun) => boolean): Promise<TrainingRun> {
    for (const deadline = Date.now() + PATIENCE_MS; ; await wait(LOOK_EVERY_MS)) {
      const run = await this.read(id);
      if (holds(run)) return run;
      if (Date.now() > deadline) throw new Error(`the run is ${run.state} at ${run.progress.stage}`);
    }
  }

  ended(id: string): Promise<TrainingRun> {
    return this.until(id, (run) => !isUnderWay(run));
  }
}

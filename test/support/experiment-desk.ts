import { AccountsModule, Sites, createSite } from '#accounts';
import { AnalyticsModule, type Fact } from '#analytics';
import { NewExperiment, type Experiment } from '#contracts';
import { Assignments, Experiments, ExperimentsModule, Lifecycle, experimentsEntities, type RouteRequest, type Routed } from '#experiments';
import { newId } from '#platform';
import { ExperimentWatch } from '../../libs/experiments/src/watch/watch.service.ts';
import { accountsAlone, otherWorkspace } from './accounts.ts';
import { startApp, type TestApp } from './app.ts';
import { startDatabase, type TestDatabase } from './database.ts';

export interface ExperimentDesk {
  db: TestDatabase;
  server: TestApp;
  workspaceId: string;
  /** Of an owner. */
  headers: Record<string, string>;
  /** A fresh site whose default is `defaultVersion`. */
  site(): Promise<string>;
  version(kind?: 'prompt' | 'fine_tuned' | 'hybrid', model?: string): Promise<string>;
  defaultVersion: string;
  /** Two prompt variants, half and half, unless said otherwise. */
  draft(siteId: string, more?: Partial<NewExperiment>): Promise<Experiment>;
  running(siteId: string, more?: Partial<NewExperiment>): Promise<Experiment>;
  /** Keeps so many of 10,000 visitors out of all experiments of the site. */
  holdOut(siteId: string, share: number): Promise<unknown>;
  route(siteId: string, more?: Partial<RouteRequest>): Promise<Routed>;
  stop(): Promise<void>;
}

/** The room on a real server and database, with one workspace. */
export async function startExperimentDesk(settings: Record<string, string> = {}): Promise<ExperimentDesk> {
  const db = await startDatabase([...accountsAlone, ...experimentsEntities]);
  const server = await startApp(db, [AccountsModule, AnalyticsModule, ExperimentsModule], settings);
  // Watched when a test says so: by its own timer a look would fall between any two lines of a slow test.
  await server.app.get(ExperimentWatch).onApplicationShutdown();
  const { workspaceId, headers } = await otherWorkspace(server, db);
  const by = { workspaceId, name: 'Ada' };
  const version: ExperimentDesk['version'] = (kind = 'prompt', model = 'embedded/encoder') => storeVersion(db, workspaceId, kind, model);
  const defaultVersion = await version();
  const draft: ExperimentDesk['draft'] = async (siteId, more = {}) => server.app.get(Experiments).create(by, NewExperiment.parse({
    siteId, name: 'Prompt or prompt',
    variants: await Promise.all(['Control', 'Treatment'].map(async (name, at) => ({ name, backendVersionId: await version(), weight: 5_000, isControl: at === 0 }))),
    ...more,
  }));
  return {
    db, server, workspaceId, headers, version, defaultVersion, draft,
    site: () => db.database.inWorkspace(workspaceId, async (tx) => {
      const { id } = await createSite(tx, { workspaceId, name: 'Shop', allowedOrigins: [], defaultBackendVersionId: defaultVersion });
      return id;
    }),
    running: async (siteId, more) => server.app.get(Lifecycle).start(by, { id: (await draft(siteId, more)).id, reason: '' }),
    holdOut: (id, holdout) => server.app.get(Sites).change(workspaceId, { id, holdout }),
    route: (siteId, more = {}) => db.database.inWorkspace(workspaceId, (tx) =>
      server.app.get(Assignments).route(tx, { workspaceId, siteId, visitorId: newId(), conversationId: newId(), traffic: 'live', facts: null, ...more })),
    stop: async () => {
      await server.stop();
      await db.stop();
    },
  };
}

function storeVersion(db: TestDatabase, workspaceId: string, kind: string, model: string): Promise<string> {
  const [backendId, id] = [newId(), newId()];
  return db.database.inWorkspace(workspaceId, async (tx) => {
    await tx.query('insert into backend (workspace_id, id, name, kind) values ($1, $2, $3, $4)', [workspaceId, backendId, `${kind} backend`, kind]);
    await tx.query('insert into backend_version (workspace_id, id, backend_id, number, model) values ($1, $2, $3, 1, $4)', [workspaceId, id, backendId, model]);
    return id;
  });
}

/** What the journal holds of a visitor who was routed so, asked for a rating and gave it. */
export function ratedVisit(siteId: string, { newlyAssigned: _, crossEngineFallback: __, ...rest }: Routed, score: number): Fact[] {
  const about = { conversationId: newId(), whose: { siteId, traffic: 'live' as const, ...rest } };
  return [
    { ...about, kind: 'unit.assigned' }, { ...about, kind: 'conversation.started' }, { ...about, kind: 'rating.asked' },
    { ...about, kind: 'conversation.rated', from: null, to: score },
  ];
}

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Answering } from '#conversations';
import { Jobs, LaunchProblem, Readiness, checkSecretKey, createDataSource, migrate, startEmbeddedPostgres, type Config, type Connection, type EmbeddedPostgres } from '#platform';
import { createServer } from './create-server.ts';
import { entities } from './entities.ts';
import type { Sockets } from './sockets.ts';

/** A running product. */
export interface Product {
  readonly app: NestFastifyApplication;
  readonly config: Config;
  /** `http://127.0.0.1:<port>` as bound. */
  readonly address: string;
  /** Lets running answers finish, tells the sockets, stops everything. Calling it again waits for the same stop. */
  stop(): Promise<void>;
}

/** How long running answers may go on once a stop was asked for. */
const DRAIN_MS = 20_000;

/** Starts database, rooms, jobs and the listening port, in that order. */
export async function startProduct(config: Config, onLost: (problem: unknown) => void = () => undefined): Promise<Product> {
  const log = new Logger('product');
  const postgres = config.databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir: config.dataDir, log: (fact) => log.log(fact), onLost });
  const source = createDataSource(connectionOf(config, postgres), entities, config.poolSize);
  const running: Running = { source, postgres };
  try {
    await source.initialize();
    await migrate(source);
    await checkSecretKey(source, config);
    await warnOfStrongRole(source, log);
    const { app, sockets } = await createServer(config, source);
    Object.assign(running, { app, sockets });
    await app.get(Jobs).start(!config.databaseUrl);
    await listen(app, config);
    const address = (await app.getUrl()).replace('[::1]', 'localhost').replace('0.0.0.0', '127.0.0.1');
    let stopped: Promise<void> | undefined;
    return { app, config, address, stop: () => (stopped ??= stop(running)) };
  } catch (error) {
    await stop(running);
    throw error;
  }
}

/** What runs so far; a start can fail at any step. */
interface Running {
  source: DataSource;
  postgres: EmbeddedPostgres | undefined;
  app?: NestFastifyApplication;
  sockets?: Sockets;
}

/** In the reverse order of the start: answers, jobs, doors, connections, database. */
async function stop({ app, sockets, source, postgres }: Running): Promise<void> {
  if (app) {
    app.get(Readiness).drain();
    sockets?.tellDraining();
    await app.get(Answering).drain(DRAIN_MS);
    await app.get(Jobs).stop();
    await app.close();
  }
  if (source.isInitialized) await source.destroy();
  await postgres?.stop();
}

const connectionOf = (config: Config, postgres: EmbeddedPostgres | undefined): Connection =>
  postgres?.connection ?? { url: config.databaseUrl ?? '' };

async function listen(app: NestFastifyApplication, config: Config): Promise<void> {
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') throw new LaunchProblem('port_busy', `Port ${config.port} is in use. Stop the other program or set PORT to a free one.`, { cause: error });
    throw error;
  }
}

/** Row-level security does not bind a superuser; an operator should know. */
async function warnOfStrongRole(source: DataSource, log: Logger): Promise<void> {
  const [role] = await source.query<{ strong: boolean }[]>('select rolsuper or rolbypassrls as strong from pg_roles where rolname = current_user');
  if (role?.strong) log.warn({ event: 'database.role_too_strong', advice: 'Use a role that is neither superuser nor BYPASSRLS: the wall between workspaces does not bind this one.' });
}

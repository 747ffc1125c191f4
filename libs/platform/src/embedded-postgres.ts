import path from 'node:path';
import pg from 'pg';
import { applicationConnection } from './application-role.ts';
import { clusterPlace } from './cluster-place.ts';
import { createCluster, readPasswords } from './create-cluster.ts';
import { KeptServer } from './kept-server.ts';
import type { EmbeddedPostgresOptions, PostgresConnection } from './launch-options.ts';
import { explainFailure } from './launch-problem.ts';
import { postmasterPid, postmasterSocketFolder } from './postmaster-pid.ts';

export { LaunchProblem, type LaunchProblemCode } from './launch-problem.ts';
export type { EmbeddedPostgresOptions, LaunchLog, PostgresConnection } from './launch-options.ts';

export interface EmbeddedPostgres {
  /** As the application role, which row-level security binds. */
  readonly connection: PostgresConnection;
  /** True when a server that outlived its product was found and taken over. */
  readonly adopted: boolean;
  /** True when this start made the data directory. */
  readonly firstStart: boolean;
  /** From the call to a database that answers, in milliseconds. */
  readonly ms: number;
  /** The server process; undefined while it is being restarted and after `stop`. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/**
 * Starts, or takes over, the PostgreSQL of a data directory and keeps it running until `stop`.
 *
 * @throws LaunchProblem with a sentence for the person at the terminal
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  try {
    return await launch(options);
  } catch (error) {
    if (!isFailureOfTheMachine(error)) throw error;
    throw explainFailure(error.message, path.resolve(options.dataDir), error);
  }
}

/** Of the file system or the server, while the rest is a problem explained already or a bug. */
function isFailureOfTheMachine(error: unknown): error is Error {
  return error instanceof pg.DatabaseError || (error instanceof Error && 'syscall' in error);
}

async function launch(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const began = performance.now();
  const place = clusterPlace(options.dataDir, options.binaries);
  const firstStart = await createCluster(place);
  const server = new KeptServer(place, readPasswords(place.data), options);
  const adopted = await server.start();
  const ms = Math.round(performance.now() - began);
  options.log({ event: 'database.started', pid: server.pid, adopted, firstStart, ms });
  return {
    connection: server.connection,
    adopted,
    firstStart,
    ms,
    get pid() { return server.pid; },
    stop: () => server.stop(),
  };
}

/** The connection to a server that runs on this data directory now, for commands beside the product. */
export function runningEmbeddedPostgres(dataDir: string): PostgresConnection | undefined {
  const data = path.join(path.resolve(dataDir), 'pg');
  const folder = postmasterPid(data) === undefined ? undefined : postmasterSocketFolder(data);
  return folder === undefined ? undefined : applicationConnection(folder, readPasswords(data).application);
}

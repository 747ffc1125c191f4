import pg from 'pg';
import type { PostgresConnection } from './launch-options.ts';
import { socketPort } from './socket-folder.ts';

/** The role and the database of the product. It owns its tables, and no row of them is exempt from row-level security. */
const application = 'duet';

interface Present {
  role: boolean;
  database: boolean;
}

/** Makes role and database where they are missing; an interrupted first start is completed by the next. */
export async function ensureApplication(session: pg.Client, password: string): Promise<void> {
  const { rows } = await session.query<Present>(
    `select exists (select from pg_roles where rolname = $1) as role,
            exists (select from pg_database where datname = $1) as database`,
    [application],
  );
  if (!rows[0]?.role) {
    await session.query(
      `create role ${application} login nosuperuser nobypassrls nocreaterole nocreatedb noreplication
       password ${pg.escapeLiteral(password)}`,
    );
  }
  if (!rows[0]?.database) await session.query(`create database ${application} owner ${application}`);
}

export function applicationConnection(socketFolder: string, password: string): PostgresConnection {
  return { host: socketFolder, port: socketPort, user: application, password, database: application };
}

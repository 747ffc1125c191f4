import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A PostgreSQL server whose owner lets tests make databases. */
const SERVER = process.env['DUET_TEST_POSTGRES'] ?? 'postgresql://postgres@127.0.0.1:5432/postgres';

/** A fresh database of its own on a PostgreSQL server, for a role that is not a superuser, as an operator would make it. */
export class ServerDatabase {
  private constructor(private readonly name: string) {}

  /** Is there a server that may be used? */
  static async isThere(): Promise<boolean> {
    return asOwner((session) => session.query('select 1')).then(() => true, () => false);
  }

  static async create(): Promise<ServerDatabase> {
    const name = `duet_test_${randomBytes(6).toString('hex')}`;
    await asOwner(async (session) => {
      await session.query(`create role ${name} login nosuperuser nobypassrls nocreaterole nocreatedb password '${name}'`);
      await session.query(`create database ${name} owner ${name}`);
    });
    return new ServerDatabase(name);
  }

  get url(): string {
    const url = new URL(SERVER);
    [url.username, url.password, url.pathname] = [this.name, this.name, `/${this.name}`];
    return url.href;
  }

  /** Reads across workspaces. */
  async query<T>(sql: string, values: unknown[] = []): Promise<T[]> {
    return asSession(this.url, async (session) => {
      await session.query(`set app.across = 'on'`);
      return (await session.query(sql, values)).rows as T[];
    });
  }

  async drop(): Promise<void> {
    await asOwner(async (session) => {
      await session.query(`drop database if exists ${this.name} with (force)`);
      await session.query(`drop role if exists ${this.name}`);
    });
  }
}

const asOwner = <T>(work: (session: pg.Client) => Promise<T>): Promise<T> => asSession(SERVER, work);

async function asSession<T>(connectionString: string, work: (session: pg.Client) => Promise<T>): Promise<T> {
  const session = new pg.Client({ connectionString, connectionTimeoutMillis: 3_000 });
  await session.connect();
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}

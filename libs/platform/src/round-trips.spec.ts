import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';
import type { Asking } from './one-trip.ts';

describe('a transaction that travels in few round trips', () => {
  let db: TestDatabase;
  let ours: string;
  let theirs: string;
  beforeAll(async () => {
    db = await startDatabase();
    ours = await db.workspace('Ours');
    theirs = await db.workspace('Theirs');
  });
  afterAll(() => db.stop());

  const write = (tx: Asking, workspaceId: string, slug: string): Promise<unknown> =>
    tx.query(`insert into article (workspace_id, id, slug, title, body) values ($1, $2, $3, 'Title', 'Text')`, [workspaceId, newId(), slug]);
  const slugs = () => db.database.inOneTrip(ours, (tx) => tx.query<{ slug: string }[]>('select slug from article order by slug')).then((rows) => rows.map((row) => row.slug));

  it('stores all that was asked together', async () => {
    await db.database.inOneTrip(ours, (tx) => Promise.all([write(tx, ours, 'a'), write(tx, ours, 'b')]));
    expect(await slugs()).toEqual(['a', 'b']);
  });

  it('stores nothing when one of it fails, and the connection serves on', async () => {
    await expect(db.database.inOneTrip(ours, (tx) => Promise.all([write(tx, ours, 'c'), write(tx, ours, 'a')]))).rejects.toThrow(/duplicate key/);
    await expect(db.database.inOneTrip(ours, (tx) => Promise.all([write(tx, ours, 'a'), write(tx, ours, 'c')]))).rejects.toThrow(/duplicate key/);
    expect(await slugs()).toEqual(['a', 'b']);
  });

  it('reads first, decides, and writes with the commit', async () => {
    const longer = (slug: string) => db.database.withLastTrip(ours, async (tx) => {
      const [row] = await tx.query<{ found: boolean }[]>('select exists (select from article where slug = $1) as found', [slug]);
      return (last) => (row?.found ? Promise.resolve('there') : write(last, ours, slug).then(() => 'written'));
    });
    expect([await longer('d'), await longer('d')]).toEqual(['written', 'there']);
  });

  it('undoes what came before when the decision is a refusal', async () => {
    await expect(db.database.withLastTrip(ours, async (tx) => {
      await write(tx, ours, 'e');
      throw new Error('refused');
    })).rejects.toThrow('refused');
    expect(await slugs()).not.toContain('e');
  });

  it('stays behind the wall of its workspace', async () => {
    await expect(db.database.inOneTrip(ours, (tx) => write(tx, theirs, 'f'))).rejects.toThrow(/row-level security/);
    expect(await db.database.inOneTrip(theirs, (tx) => tx.query('select slug from article'))).toEqual([]);
  });

  it('fails as a whole when its wall cannot be set: nothing is asked outside of it', async () => {
    const wrong = db.database.inOneTrip('not a workspace', (tx) => tx.query('select slug from article'));
    await expect(wrong).rejects.toThrow(/invalid input syntax for type uuid/);
    expect(await slugs()).toEqual(['a', 'b', 'd']);
  });

  it('keeps statements prepared: the same text is parsed once per connection', async () => {
    const text = 'select $1::int + 1 as next';
    const parsed = () => db.source.transaction(async (tx) => {
      for (let i = 0; i < 3; i++) await tx.query(text, [i]);
      return tx.query<{ n: number }[]>('select count(*)::int as n from pg_prepared_statements where statement = $1', [text]);
    });
    expect(await parsed()).toEqual([{ n: 1 }]);
  });

  it('forgets no statement, and believes in none, after a trip that failed', async () => {
    const inverse = (tx: Asking, of: number) => tx.query<{ n: number }[]>('select 1 / $1::int as n', [of]);
    const twice = (tx: Asking) => tx.query<{ n: number }[]>('select 2 * $1::int as n', [21]);
    await expect(db.database.inOneTrip(ours, (tx) => Promise.all([inverse(tx, 0), twice(tx)]))).rejects.toThrow(/division by zero/);
    expect(await db.database.inOneTrip(ours, (tx) => Promise.all([twice(tx), inverse(tx, 1)]))).toEqual([[{ n: 42 }], [{ n: 1 }]]);
    await expect(db.database.inOneTrip(ours, (tx) => tx.query('select nothing from nowhere where n = $1', [1]))).rejects.toThrow(/does not exist/);
    expect(await db.database.inOneTrip(ours, (tx) => inverse(tx, 1))).toEqual([{ n: 1 }]);
  });

  it('tells of updates as every transaction does: with the number of rows', async () => {
    const rename = (tx: Asking) => tx.query<unknown>(`update article set title = 'Renamed' where slug in ('a', 'b')`);
    expect(await db.database.inOneTrip(ours, rename)).toEqual(await db.database.inWorkspace(ours, rename));
  });

  it('stores nothing when the commit itself fails', async () => {
    await db.source.query('create table once (n int unique deferrable initially deferred)');
    const add = (tx: Asking) => tx.query('insert into once (n) values ($1)', [1]);
    await expect(db.database.inOneTrip(ours, (tx) => Promise.all([add(tx), add(tx)]))).rejects.toThrow(/duplicate key/);
    expect(await db.source.query('select * from once')).toEqual([]);
  });

  it('stores nothing when a value cannot be sent', async () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    await expect(db.database.inOneTrip(ours, (tx) => Promise.all([write(tx, ours, 'g'), tx.query('select $1::jsonb', [circle])]))).rejects.toThrow(/circular/);
    expect(await slugs()).not.toContain('g');
  });

  it('fails when its connection is cut, and the next one gets another', async () => {
    await expect(db.database.inOneTrip(ours, (tx) => Promise.all([write(tx, ours, 'h'), tx.query('select pg_terminate_backend(pg_backend_pid())')]))).rejects.toThrow(/terminat/);
    expect(await slugs()).not.toContain('h');
  });

  it('asks nothing at all when the asking itself fails', async () => {
    await expect(db.database.inOneTrip(ours, (tx) => {
      void write(tx, ours, 'i');
      return Promise.reject(new Error('changed my mind'));
    })).rejects.toThrow('changed my mind');
    expect(await slugs()).not.toContain('i');
  });

  it('keeps its connection when a statement is refused', async () => {
    const pid = () => db.database.inOneTrip(ours, (tx) => tx.query<{ pid: number }[]>('select pg_backend_pid() as pid'));
    const before = await pid();
    await expect(db.database.inOneTrip(ours, (tx) => tx.query('select 1 / 0'))).rejects.toThrow(/division by zero/);
    expect(await pid()).toEqual(before);
  });

  it('is told when it asks too late', async () => {
    await expect(db.database.inOneTrip(ours, async (tx) => {
      await tx.query('select 1');
      return tx.query<unknown>('select 2');
    })).rejects.toThrow('asked too late');
  });

  it('serves many at once', async () => {
    const counts = await Promise.all(Array.from({ length: 60 }, (_, i) => db.database.inOneTrip(ours, (tx) => tx.query<{ n: number }[]>('select $1::int as n', [i]))));
    expect(counts.map(([row]) => row?.n)).toEqual(Array.from({ length: 60 }, (_, i) => i));
  });
});

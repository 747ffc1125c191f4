import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import { startDatabase, type TestDatabase } from '../../../test/support/database.ts';

describe('the wall between workspaces', () => {
  let db: TestDatabase;
  let ours: string;
  let theirs: string;
  const articles = (workspaceId: string) => db.database.inWorkspace(workspaceId, (tx) => tx.query<{ title: string }[]>('select title from article'));
  const write = (inside: string, workspaceId: string) => db.database.inWorkspace(inside, (tx) =>
    tx.query(`insert into article (workspace_id, id, slug, title, body) values ($1, $2, 'returns', 'Returns', 'Text')`, [workspaceId, newId()]));

  beforeAll(async () => {
    db = await startDatabase();
    ours = await db.workspace('Ours');
    theirs = await db.workspace('Theirs');
    await write(ours, ours);
  });
  afterAll(() => db.stop());

  it('shows a workspace its own rows', async () => {
    expect(await articles(ours)).toEqual([{ title: 'Returns' }]);
  });

  it('hides them from another workspace even when the query forgets to ask', async () => {
    expect(await articles(theirs)).toEqual([]);
  });

  it('shows nothing outside a workspace', async () => {
    expect(await db.database.atTheDoor((tx) => tx.query('select title from article'))).toEqual([]);
  });

  it('refuses to write into another workspace', async () => {
    await expect(write(ours, theirs)).rejects.toThrow(/row-level security/);
  });

  it('lets jobs see every workspace', async () => {
    expect(await db.database.acrossWorkspaces((tx) => tx.query('select title from article'))).toEqual([{ title: 'Returns' }]);
  });

  it('stands on every table that has a workspace, for the owner too', async () => {
    const open = await db.source.query<{ relname: string }[]>(`
      select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'credential'
        and not (c.relrowsecurity and c.relforcerowsecurity)`);
    expect(open).toEqual([]);
  });

  it('is not climbed by the role: it is neither superuser nor exempt', async () => {
    const [role] = await db.source.query<{ rolsuper: boolean; rolbypassrls: boolean }[]>('select rolsuper, rolbypassrls from pg_roles where rolname = current_user');
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false });
  });
});

/**
 * Locks a tenant table behind row-level security, for its owner too. Rows are visible inside `inWorkspace` (their own
 * workspace) and `acrossWorkspaces` (jobs); without either there are none.
 */
export const tenantTable = (table: string): string => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  create policy ${table}_workspace on ${table}
    using (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid or current_setting('app.across', true) = 'on')
    with check (workspace_id = nullif(current_setting('app.workspace', true), '')::uuid or current_setting('app.across', true) = 'on');`;

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/**
 * The visitors of a site are one layer for each kind of traffic, which running experiments share out: each takes a slice
 * of the places in it. So several run at once, and no visitor meets two. Finished experiments can be put away.
 */
export class ShareOutASite0016 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'ShareOutASite0000000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table layer (
        workspace_id uuid not null constraint layer_workspace_fk references workspace (id) on delete cascade,
        site_id uuid not null,
        traffic text not null constraint layer_traffic_check check (traffic in ('live', 'replay', 'test')),
        salt text not null,
        constraint layer_pk primary key (workspace_id, site_id, traffic),
        constraint layer_site_fk foreign key (workspace_id, site_id) references site (workspace_id, id) on delete cascade
      );
      alter table experiment
        add column slice_from integer not null default 0,
        add column slice_to integer not null default 10000,
        add column archived_at timestamptz,
        add constraint experiment_slice_check check (0 <= slice_from and slice_from < slice_to and slice_to <= 10000);
      drop index experiment_one_running_index;
      create index experiment_open_index on experiment (workspace_id, site_id, traffic) where state in ('running', 'paused');
    `);
    // Until now each experiment had a salt of its own, which nothing was drawn with.
    await runner.query(`select set_config('app.across', 'on', true)`);
    await runner.query(`
      insert into layer (workspace_id, site_id, traffic, salt)
        select distinct on (workspace_id, site_id, traffic) workspace_id, site_id, traffic, layer_salt from experiment order by workspace_id, site_id, traffic, created_at;
      update experiment e set layer_salt = l.salt from layer l
        where l.workspace_id = e.workspace_id and l.site_id = e.site_id and l.traffic = e.traffic;
    `);
    await runner.query(tenantTable('layer'));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

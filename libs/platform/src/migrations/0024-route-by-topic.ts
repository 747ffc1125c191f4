import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

/** A version may hand conversations to other versions, by the topic of their first message. */
export class RouteByTopic0024 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'RouteByTopic0000000000024';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table backend_route (
        workspace_id uuid not null constraint backend_route_workspace_fk references workspace (id) on delete cascade,
        backend_version_id uuid not null,
        -- As it was written; 0 is every other topic.
        place integer not null,
        -- Key of an intent, which may be gone since.
        topic text,
        answered_by uuid not null,
        constraint backend_route_pk primary key (workspace_id, backend_version_id, place),
        constraint backend_route_topic_key unique (workspace_id, backend_version_id, topic),
        constraint backend_route_backend_version_fk foreign key (workspace_id, backend_version_id) references backend_version (workspace_id, id) on delete cascade,
        -- Whoever answers for a version cannot be deleted before it.
        constraint backend_route_answered_by_fk foreign key (workspace_id, answered_by) references backend_version (workspace_id, id),
        constraint backend_route_otherwise_check check (place >= 0 and (place = 0) = (topic is null)),
        constraint backend_route_other_check check (answered_by <> backend_version_id)
      );
      create index backend_route_answered_by_index on backend_route (workspace_id, answered_by);
    `);
    await runner.query(tenantTable('backend_route'));
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The example of a data set that a labelled question was approved from. */
export class KnowWhatALabelCameFrom0048 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'KnowWhatALabelCameFrom0000000000048';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table example
        add data_set_id uuid,
        add data_set_number integer,
        add constraint example_data_set_turn_fk foreign key (workspace_id, data_set_id, data_set_number) references data_set_turn (workspace_id, data_set_id, number) on delete set null (data_set_id, data_set_number);
      create index example_data_set_index on example (workspace_id, data_set_id, data_set_number) where data_set_id is not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

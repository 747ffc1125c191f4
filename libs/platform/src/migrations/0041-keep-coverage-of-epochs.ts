import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which share of visitors took part in each epoch, so that a report says with what each of them was drawn. */
export class KeepCoverageOfEpochs0041 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'KeepCoverageOfEpochs0000000000041';

  async up(runner: QueryRunner): Promise<void> {
    // The change that opened an epoch is of the same transaction, so of the same instant. Where no change tells (an
    // experiment of before changes were written down with their coverage) only the present epoch is known.
    await runner.query(`select set_config('app.across', 'on', true)`);
    await runner.query(`
      alter table epoch add coverage integer constraint epoch_coverage_check check (coverage between 0 and 10000);
      update epoch p set coverage = coalesce(
        (select (c.detail->>'coverage')::integer from experiment_change c
         where c.workspace_id = p.workspace_id and c.experiment_id = p.experiment_id and c.detail ? 'coverage' and c.created_at <= p.started_at
         order by c.created_at desc, c.id desc limit 1),
        (select e.coverage from experiment e where e.workspace_id = p.workspace_id and e.id = p.experiment_id and e.phase = p.phase and e.epoch = p.number));
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}

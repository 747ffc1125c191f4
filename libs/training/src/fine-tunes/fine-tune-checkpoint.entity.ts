import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A model as it was in the middle of its training. */
@Entity('fine_tune_checkpoint')
@ForeignKey('fine_tune_job', ['workspaceId', 'fineTuneJobId'], ['workspaceId', 'id'], { name: 'fine_tune_checkpoint_job_fk', onDelete: 'CASCADE' })
export class FineTuneCheckpointRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'fine_tune_checkpoint_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'fine_tune_checkpoint_pk' })
  fineTuneJobId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'fine_tune_checkpoint_pk' })
  remoteId: string;

  @Column('integer')
  step: number;

  @Column('text')
  model: string;

  @Column('double precision', { nullable: true })
  trainLoss: number | null;

  @Column('double precision', { nullable: true })
  validationLoss: number | null;

  @Column('timestamptz')
  at: Date;
}

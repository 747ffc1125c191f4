import type { FineTuneEvent, FineTunePoint } from '#contracts';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** Something that a provider told of a fine-tune, once. */
@Entity('fine_tune_event')
@ForeignKey('fine_tune_job', ['workspaceId', 'fineTuneJobId'], ['workspaceId', 'id'], { name: 'fine_tune_event_job_fk', onDelete: 'CASCADE' })
@Unique('fine_tune_event_remote_key', ['workspaceId', 'fineTuneJobId', 'remoteId'])
@Check('fine_tune_event_level_check', `level in ('info', 'warn', 'error')`)
export class FineTuneEventRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'fine_tune_event_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'fine_tune_event_pk' })
  fineTuneJobId: string;

  /** From 1, without gaps. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'fine_tune_event_pk' })
  number: number;

  @Column('text')
  remoteId: string;

  @Column('text')
  level: FineTuneEvent['level'];

  @Column('text')
  message: string;

  /** Of a step of the training. */
  @Column('jsonb', { nullable: true })
  point: FineTunePoint | null;

  @Column('timestamptz')
  at: Date;
}

import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Calls of one model within one minute, as one process counted them: several servers add up, and a minute that is written again is counted once. */
@Entity('model_minute')
@ForeignKey('model', ['workspaceId', 'modelId'], ['workspaceId', 'id'], { name: 'model_minute_model_fk', onDelete: 'CASCADE' })
@Index('model_minute_minute', ['minute'])
export class ModelMinute {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'model_minute_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'model_minute_pk' })
  modelId: string;

  @PrimaryColumn('timestamptz', { primaryKeyConstraintName: 'model_minute_pk' })
  minute: Date;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'model_minute_pk' })
  processId: string;

  @Column('integer')
  calls: number;

  @Column('integer')
  failed: number;

  /** Their reader left: neither answered nor failed. */
  @Column('integer')
  cancelled: number;

  @Column('integer')
  triedAgain: number;

  /** How many failed of which class. */
  @Column('jsonb')
  failures: Record<string, number>;

  /** By latency bucket; failures are in the overflow bucket. */
  @Column('jsonb')
  firstToken: Record<string, number>;

  @Column('jsonb')
  total: Record<string, number>;

  @Column('text', { nullable: true })
  lastFailure: string | null;

  @Column('timestamptz', { nullable: true })
  lastFailureAt: Date | null;

  /** Until then the process leaves the model alone. */
  @Column('timestamptz', { nullable: true })
  closedUntil: Date | null;
}

import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A time during which the weights of a phase stayed the same. */
@Entity('epoch')
@Check('epoch_coverage_check', 'coverage between 0 and 10000')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'epoch_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('experiment', ['workspaceId', 'experimentId'], ['workspaceId', 'id'], { name: 'epoch_experiment_fk', onDelete: 'CASCADE' })
export class EpochRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'epoch_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'epoch_pk' })
  experimentId: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'epoch_pk' })
  phase: number;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'epoch_pk' })
  number: number;

  /** By variant id, out of 10,000. */
  @Column('jsonb')
  weights: Record<string, number>;

  /** Units out of 10,000 that took part; null for times of before it was kept, where the changes do not tell. */
  @Column('integer', { nullable: true })
  coverage: number | null;

  @Column('text', { default: '' })
  reason: string;

  @Column('timestamptz', { default: () => 'now()' })
  startedAt: Date;
}

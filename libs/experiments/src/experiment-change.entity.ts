import type { ExperimentChangeKind } from '#contracts';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Who changed what of an experiment, when and why; never rewritten. */
@Entity('experiment_change')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'experiment_change_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('experiment', ['workspaceId', 'experimentId'], ['workspaceId', 'id'], { name: 'experiment_change_experiment_fk', onDelete: 'CASCADE' })
export class ExperimentChange {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'experiment_change_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'experiment_change_pk' })
  id: string;

  @Column('uuid')
  experimentId: string;

  @Column('text')
  kind: ExperimentChangeKind;

  @Column('text')
  actorName: string;

  @Column('text', { default: '' })
  reason: string;

  @Column('jsonb', { default: () => `'{}'` })
  detail: object;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

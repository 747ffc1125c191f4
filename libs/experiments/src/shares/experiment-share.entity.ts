import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A link to the results of one experiment; its token is a credential of kind `share`, of which only the hash is kept. */
@Entity('experiment_share')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'experiment_share_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('experiment', ['workspaceId', 'experimentId'], ['workspaceId', 'id'], { name: 'experiment_share_experiment_fk', onDelete: 'CASCADE' })
@Index('experiment_share_experiment_index', ['workspaceId', 'experimentId'])
export class ExperimentShareRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'experiment_share_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'experiment_share_pk' })
  id: string;

  @Column('uuid')
  experimentId: string;

  @Column('text', { default: '' })
  note: string;

  /** Name of the member or API key: the link outlives them. */
  @Column('text')
  createdBy: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  withdrawnAt: Date | null;

  @Column('integer', { default: 0 })
  opens: number;

  @Column('timestamptz', { nullable: true })
  lastOpenedAt: Date | null;
}

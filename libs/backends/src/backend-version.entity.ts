import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { PromptPack } from '#contracts';

/** One saved state of a backend. Written once, never changed. */
@Entity('backend_version')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'backend_version_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('backend', ['workspaceId', 'backendId'], ['workspaceId', 'id'], { name: 'backend_version_backend_fk', onDelete: 'CASCADE' })
@ForeignKey('training_run', ['workspaceId', 'trainingRunId'], ['workspaceId', 'id'], { name: 'backend_version_training_run_fk' })
@Unique('backend_version_backend_key', ['workspaceId', 'backendId', 'id'])
@Unique('backend_version_number_key', ['workspaceId', 'backendId', 'number'])
export class BackendVersionRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'backend_version_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'backend_version_pk' })
  id: string;

  @Column('uuid')
  backendId: string;

  /** Counts from 1 within the backend. */
  @Column('integer')
  number: number;

  /** Catalogue key. */
  @Column('text')
  model: string;

  @Column('jsonb', { nullable: true })
  promptPack: PromptPack | null;

  @Column('uuid', { nullable: true })
  trainingRunId: string | null;

  /** Wished accuracy of what a trained model answers, 0.7 to 0.99. */
  @Column('double precision', { default: () => '0.95' })
  targetAccuracy: number;

  @Column('text', { default: '' })
  note: string;

  @Column('text', { nullable: true })
  authorName: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

import type { RunState, TrainingProgress, TrainingReport } from '#contracts';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** One attempt to learn from the labelled questions. */
@Entity('training_run')
@Check('training_run_state_check', `state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')`)
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'training_run_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('artefact', ['workspaceId', 'artefactId'], ['workspaceId', 'id'], { name: 'training_run_artefact_fk' })
@Unique('training_run_number_key', ['workspaceId', 'number'])
export class TrainingRunRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'training_run_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'training_run_pk' })
  id: string;

  /** Counts from 1 within the workspace: the model is called `embedded/intent@<number>`. */
  @Column('integer')
  number: number;

  @Column('text')
  state: RunState;

  @Column('integer')
  seed: number;

  @Column('text', { default: '' })
  note: string;

  /** Backends that get a new version when the run succeeds. */
  @Column('uuid', { array: true, default: () => `'{}'` })
  backendIds: string[];

  @Column('jsonb')
  progress: TrainingProgress;

  @Column('jsonb', { nullable: true })
  report: TrainingReport | null;

  @Column('text', { nullable: true })
  errorCode: string | null;

  @Column('uuid', { nullable: true })
  artefactId: string | null;

  @Column('boolean', { default: false })
  cancelRequested: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;
}

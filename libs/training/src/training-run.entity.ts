import type { ImportedFrom, RunState, SearchBudget, TrainingProgress, TrainingReport, TrainingTrial } from '#contracts';
import type { Measurement } from '#textmodels';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** What a search has measured, and the table that follows from it. */
export interface KeptTrials {
  measurements: Measurement[];
  table: TrainingTrial[];
}

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

  /** The process that carries the run out; it may be taken away by another one. */
  @Column('uuid', { nullable: true })
  owner: string | null;

  /** When the owner last said that it is still at work. */
  @Column('timestamptz', { nullable: true })
  heartbeatAt: Date | null;

  /** How often the run had to begin again, whatever the reason. */
  @Column('integer', { default: 0 })
  interruptions: number;

  /** How often its process died under it: a run that kills its server is not tried for ever. */
  @Column('integer', { default: 0 })
  crashes: number;

  /** Null: the standard recipe. */
  @Column('jsonb', { nullable: true })
  search: SearchBudget | null;

  /** The trials done so far: a run that begins again goes on behind them. */
  @Column('jsonb', { nullable: true })
  trials: KeptTrials | null;

  /** Null: trained here. */
  @Column('jsonb', { nullable: true })
  imported: ImportedFrom | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;
}

import type { OptimizerStep, PromptPack } from '#contracts';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A prompt that a run has scored on all its validation cases. */
@Entity('optimizer_candidate')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'optimizer_candidate_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('optimizer_run', ['workspaceId', 'runId'], ['workspaceId', 'id'], { name: 'optimizer_candidate_run_fk', onDelete: 'CASCADE' })
@ForeignKey('backend_version', ['workspaceId', 'savedVersionId'], ['workspaceId', 'id'], { name: 'optimizer_candidate_saved_fk', onDelete: 'CASCADE' })
@Check('optimizer_candidate_step_check', `step in ('start', 'examples', 'instructions', 'merge')`)
export class OptimizerCandidateRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'optimizer_candidate_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'optimizer_candidate_pk' })
  runId: string;

  /** From 0, the start. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'optimizer_candidate_pk' })
  number: number;

  @Column('integer', { array: true })
  parents: number[];

  @Column('text')
  step: OptimizerStep;

  @Column('jsonb')
  pack: PromptPack;

  /** By the id of each validation case. */
  @Column('jsonb')
  scores: Record<string, number>;

  /** The version that it was saved as. */
  @Column('uuid', { nullable: true })
  savedVersionId: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

import type { EvaluationJudge, EvaluationState, GateLimits, GateVerdict } from '#contracts';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** A candidate held against a baseline on a frozen set. */
@Entity('evaluation')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'evaluation_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('evaluation_set', ['workspaceId', 'setId'], ['workspaceId', 'id'], { name: 'evaluation_set_fk' })
@ForeignKey('backend_version', ['workspaceId', 'candidateVersionId'], ['workspaceId', 'id'], { name: 'evaluation_candidate_fk', onDelete: 'CASCADE' })
@ForeignKey('backend_version', ['workspaceId', 'baselineVersionId'], ['workspaceId', 'id'], { name: 'evaluation_baseline_fk', onDelete: 'CASCADE' })
@Unique('evaluation_number_key', ['workspaceId', 'number'])
@Check('evaluation_state_check', `state in ('waiting', 'answering', 'judging', 'choosing', 'done', 'failed', 'cancelled')`)
export class EvaluationRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'evaluation_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'evaluation_pk' })
  id: string;

  /** Counts from 1 within the workspace. */
  @Column('integer')
  number: number;

  @Column('uuid')
  setId: string;

  @Column('uuid')
  candidateVersionId: string;

  @Column('uuid')
  baselineVersionId: string;

  @Column('jsonb')
  judge: EvaluationJudge;

  @Column('jsonb')
  limits: GateLimits;

  @Column('text', { default: '' })
  note: string;

  @Column('text', { default: 'waiting' })
  state: EvaluationState;

  /** Answers and comparisons had, and to be had. */
  @Column('integer', { default: 0 })
  done: number;

  @Column('integer', { default: 0 })
  total: number;

  @Column('text', { nullable: true })
  errorCode: string | null;

  @Column('boolean', { default: false })
  cancelRequested: boolean;

  /** How often a server stopped in the middle of it since it was asked for. */
  @Column('integer', { default: 0 })
  interruptions: number;

  @Column('jsonb', { nullable: true })
  verdict: GateVerdict | null;

  /** Experiment that the candidate entered. */
  @Column('uuid', { nullable: true })
  promotedExperimentId: string | null;

  @Column('timestamptz', { nullable: true })
  promotedAt: Date | null;

  /** Name of the member or API key. */
  @Column('text')
  createdBy: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;
}

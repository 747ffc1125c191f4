import type { OptimizerEnd, OptimizerRefusals, OptimizerRun, OptimizerState, OptimizerSteps } from '#contracts';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** Where the candidates of a run stand, so that a list of runs need not read them. */
export interface Standing {
  startScore: number;
  best: { number: number; score: number };
  frontSize: number;
  candidates: number;
}

/** One look for a better prompt. */
@Entity('optimizer_run')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'optimizer_run_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('backend_version', ['workspaceId', 'startVersionId'], ['workspaceId', 'id'], { name: 'optimizer_run_start_fk', onDelete: 'CASCADE' })
@ForeignKey('evaluation_set', ['workspaceId', 'setId'], ['workspaceId', 'id'], { name: 'optimizer_run_set_fk', onDelete: 'CASCADE' })
@Unique('optimizer_run_number_key', ['workspaceId', 'number'])
@Check('optimizer_run_steps_check', `steps in ('examples', 'examples_and_instructions')`)
@Check('optimizer_run_state_check', `state in ('waiting', 'running', 'done', 'failed', 'cancelled')`)
export class OptimizerRunRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'optimizer_run_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'optimizer_run_pk' })
  id: string;

  /** Counts from 1 within the workspace. */
  @Column('integer')
  number: number;

  @Column('uuid')
  startVersionId: string;

  @Column('uuid')
  setId: string;

  @Column('text')
  steps: OptimizerSteps;

  /** Catalogue key of the model that rewrites. */
  @Column('text', { nullable: true })
  reflectionModel: string | null;

  @Column('integer')
  tokenBudget: number;

  /** Answers that may be tried at most. */
  @Column('integer')
  rolloutLimit: number;

  @Column('integer')
  seed: number;

  @Column('text', { default: '' })
  note: string;

  @Column('uuid', { array: true })
  feedbackIds: string[];

  @Column('uuid', { array: true })
  validationIds: string[];

  /** What the cases asked when the run began, by `duplicateKey`: they may be changed or deleted later. */
  @Column('text', { array: true })
  questionKeys: string[];

  /** Cases that a frozen set holds in nearly the same words. */
  @Column('integer')
  leftOut: number;

  @Column('text', { default: 'waiting' })
  state: OptimizerState;

  @Column('text', { nullable: true })
  endedBy: OptimizerEnd | null;

  @Column('text', { nullable: true })
  errorCode: string | null;

  @Column('boolean', { default: false })
  cancelRequested: boolean;

  /** The process that works on it. */
  @Column('uuid', { nullable: true })
  owner: string | null;

  /** Spent, those of calls that nobody saw the end of included. */
  @Column('integer', { default: 0 })
  tokens: number;

  /** Of the call under way, at most. */
  @Column('integer', { default: 0 })
  tokensReserved: number;

  @Column('double precision', { default: 0 })
  costMicroUsd: number;

  @Column('integer', { default: 0 })
  rollouts: number;

  @Column('integer', { default: 0 })
  nextStep: number;

  @Column('jsonb', { default: () => `'{}'` })
  refused: Partial<OptimizerRefusals>;

  /** Null until the start is scored. */
  @Column('jsonb', { nullable: true })
  standing: Standing | null;

  @Column('jsonb', { default: () => `'[]'` })
  curve: OptimizerRun['curve'];

  @Column('integer', { default: 0 })
  interruptions: number;

  /** Name of the member or API key. */
  @Column('text')
  createdBy: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;
}

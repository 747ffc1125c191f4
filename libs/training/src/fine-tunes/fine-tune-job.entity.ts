import type { FileIssue, FineTuneEstimate, FineTuneFile, FineTuneMethod, FineTuneParameters, FineTunePrices, FineTuneProvider, FineTuneState } from '#contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** One fine-tune, whoever carries it out. */
@Entity('fine_tune_job')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'fine_tune_job_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('data_set', ['workspaceId', 'dataSetId'], ['workspaceId', 'id'], { name: 'fine_tune_job_data_set_fk', onDelete: 'SET NULL' })
@ForeignKey('training_run', ['workspaceId', 'trainingRunId'], ['workspaceId', 'id'], { name: 'fine_tune_job_training_run_fk', onDelete: 'SET NULL' })
@ForeignKey('model', ['workspaceId', 'modelId'], ['workspaceId', 'id'], { name: 'fine_tune_job_model_fk', onDelete: 'SET NULL' })
@Unique('fine_tune_job_number_key', ['workspaceId', 'number'])
@Index('fine_tune_job_data_set_index', ['workspaceId', 'dataSetId'])
@Index('fine_tune_job_model_key_index', ['workspaceId', 'modelKey'])
@Check('fine_tune_job_provider_check', `provider in ('embedded', 'openai', 'manual')`)
@Check('fine_tune_job_method_check', `method in ('sft', 'dpo', 'kto', 'intents')`)
@Check('fine_tune_job_state_check', `state in ('draft', 'validating', 'uploading', 'queued', 'running', 'succeeded', 'failed', 'cancelled', 'evaluated', 'promoted', 'rejected', 'retired')`)
export class FineTuneJobRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'fine_tune_job_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'fine_tune_job_pk' })
  id: string;

  /** Counts from 1 within the workspace. */
  @Column('integer')
  number: number;

  @Column('text')
  provider: FineTuneProvider;

  @Column('text')
  method: FineTuneMethod;

  @Column('text', { default: 'draft' })
  state: FineTuneState;

  @Column('text')
  note: string;

  @Column('uuid', { nullable: true })
  dataSetId: string | null;

  @Column('uuid', { nullable: true })
  trainingRunId: string | null;

  @Column('text')
  baseModel: string;

  @Column('jsonb')
  parameters: FineTuneParameters;

  @Column('jsonb')
  prices: FineTunePrices;

  @Column('jsonb', { nullable: true })
  estimate: FineTuneEstimate | null;

  @Column('text', { nullable: true })
  suffix: string | null;

  @Column('text', { nullable: true })
  baseUrl: string | null;

  /** The API key, sealed for this row. */
  @Column('bytea', { nullable: true })
  sealedKey: Buffer | null;

  @Column('text', { nullable: true })
  keyEnding: string | null;

  /** Backends that get a new version when there is a model. */
  @Column('uuid', { array: true, default: () => `'{}'` })
  backendIds: string[];

  /** From 1; the provider is told, so that a retry is not taken for the job before. */
  @Column('integer', { default: 1 })
  attempt: number;

  @Column('jsonb')
  files: FineTuneFile[];

  @Column('jsonb')
  issues: FileIssue[];

  @Column('text', { nullable: true })
  trainingFileId: string | null;

  @Column('text', { nullable: true })
  validationFileId: string | null;

  @Column('text', { nullable: true })
  remoteId: string | null;

  /** Of the provider's newest event that is stored. */
  @Column('text', { nullable: true })
  newestEventId: string | null;

  @Column('double precision', { nullable: true })
  fraction: number | null;

  @Column('integer', { nullable: true })
  step: number | null;

  @Column('integer', { nullable: true })
  steps: number | null;

  @Column('boolean', { default: false })
  cancelRequested: boolean;

  /** How often in a row the provider could not be asked. */
  @Column('integer', { default: 0 })
  failures: number;

  @Column('text', { nullable: true })
  errorCode: string | null;

  @Column('text', { nullable: true })
  errorDetail: string | null;

  @Column('timestamptz', { nullable: true })
  nextPollAt: Date | null;

  /** The driver gives large integers as text. */
  @Column('bigint', { nullable: true })
  trainedTokens: string | null;

  @Column('text', { nullable: true })
  modelKey: string | null;

  @Column('uuid', { nullable: true })
  modelId: string | null;

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

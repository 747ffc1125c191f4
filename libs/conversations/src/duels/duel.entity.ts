import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { AnswerResult, ClarifyOption, DuelResult } from '#contracts';

/** A blind choice of an agent between two drafts of one answer, by two backend versions. */
@Entity('duel')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'duel_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('conversation', ['workspaceId', 'conversationId'], ['workspaceId', 'id'], { name: 'duel_conversation_fk', onDelete: 'CASCADE' })
@ForeignKey('message', ['workspaceId', 'questionId'], ['workspaceId', 'id'], { name: 'duel_question_fk', onDelete: 'CASCADE' })
@ForeignKey('message', ['workspaceId', 'sentMessageId'], ['workspaceId', 'id'], { name: 'duel_sent_message_fk' })
@ForeignKey('experiment', ['workspaceId', 'experimentId'], ['workspaceId', 'id'], { name: 'duel_experiment_fk' })
@ForeignKey('variant', ['workspaceId', 'leftVariantId'], ['workspaceId', 'id'], { name: 'duel_left_variant_fk' })
@ForeignKey('variant', ['workspaceId', 'rightVariantId'], ['workspaceId', 'id'], { name: 'duel_right_variant_fk' })
@ForeignKey('backend_version', ['workspaceId', 'leftBackendVersionId'], ['workspaceId', 'id'], { name: 'duel_left_backend_version_fk' })
@ForeignKey('backend_version', ['workspaceId', 'rightBackendVersionId'], ['workspaceId', 'id'], { name: 'duel_right_backend_version_fk' })
@Index('duel_conversation_index', ['workspaceId', 'conversationId'])
@Index('duel_experiment_index', ['workspaceId', 'experimentId', 'phase'], { where: 'result is not null' })
@Check('duel_result_check', `result in ('left', 'right', 'tie', 'both_bad')`)
@Check('duel_two_versions_check', 'left_backend_version_id <> right_backend_version_id')
@Check('duel_experiment_check', '(experiment_id is null) = (left_variant_id is null) and (experiment_id is null) = (right_variant_id is null) and (experiment_id is null) = (phase is null)')
@Check('duel_decided_check', '(result is null) = (decided_at is null)')
export class DuelRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'duel_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'duel_pk' })
  id: string;

  @Column('uuid')
  conversationId: string;

  /** The last message of what both drafts answer. */
  @Column('uuid')
  questionId: string;

  /** Null with `phase` and both variants when the versions are not those of an experiment. */
  @Column('uuid', { nullable: true })
  experimentId: string | null;

  @Column('integer', { nullable: true })
  phase: number | null;

  @Column('uuid', { nullable: true })
  leftVariantId: string | null;

  @Column('uuid', { nullable: true })
  rightVariantId: string | null;

  @Column('uuid')
  leftBackendVersionId: string;

  @Column('uuid')
  rightBackendVersionId: string;

  /** Empty when the version gave no answer, and once the visitor had the conversation forgotten. */
  @Column('text')
  leftText: string;

  @Column('text')
  rightText: string;

  @Column('jsonb', { default: [] })
  leftOptions: ClarifyOption[];

  @Column('jsonb', { default: [] })
  rightOptions: ClarifyOption[];

  /** Characters as they were shown; 0 when the version gave no answer. It outlives the text. */
  @Column('integer')
  leftLength: number;

  @Column('integer')
  rightLength: number;

  @Column('text')
  leftOutcome: AnswerResult;

  @Column('text')
  rightOutcome: AnswerResult;

  @Column('text', { nullable: true })
  leftErrorCode: string | null;

  @Column('text', { nullable: true })
  rightErrorCode: string | null;

  /** Until the whole draft was there, in milliseconds. */
  @Column('integer')
  leftTotalMs: number;

  @Column('integer')
  rightTotalMs: number;

  /** Millionths of a dollar; null when nothing was counted. A bigint comes as a string. */
  @Column('bigint', { nullable: true })
  leftCostMicroUsd: string | null;

  @Column('bigint', { nullable: true })
  rightCostMicroUsd: string | null;

  /** Null while nobody has chosen. */
  @Column('text', { nullable: true })
  result: DuelResult | null;

  /** Member or API key that asked for the drafts. */
  @Column('uuid')
  rater: string;

  /** What was sent in the end, when it began as one of the drafts. */
  @Column('uuid', { nullable: true })
  sentMessageId: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  decidedAt: Date | null;
}

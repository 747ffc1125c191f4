import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Traffic } from '#contracts';

/** How one conversation went; every rate has these rows as its denominator. */
@Entity('outcome')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'outcome_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('conversation', ['workspaceId', 'conversationId'], ['workspaceId', 'id'], { name: 'outcome_conversation_fk', onDelete: 'CASCADE' })
@Index('outcome_experiment_index', ['workspaceId', 'experimentId'])
@Index('outcome_started_index', ['workspaceId', 'startedAt'])
@Check('outcome_csat_check', 'csat between 1 and 5')
export class OutcomeEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'outcome_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'outcome_pk' })
  conversationId: string;

  @Column('uuid')
  siteId: string;

  @Column('uuid', { nullable: true })
  experimentId: string | null;

  @Column('integer', { nullable: true })
  phase: number | null;

  @Column('integer', { nullable: true })
  epoch: number | null;

  @Column('uuid', { nullable: true })
  variantId: string | null;

  @Column('uuid', { nullable: true })
  unitId: string | null;

  @Column('uuid', { nullable: true })
  backendVersionId: string | null;

  @Column('text')
  traffic: Traffic;

  /** Answers that came to their end; failures are counted apart, cancelled ones not at all. */
  @Column('integer', { default: 0 })
  answers: number;

  @Column('integer', { default: 0 })
  failures: number;

  @Column('integer', { default: 0 })
  clarifications: number;

  /** Answers that offered a person. */
  @Column('integer', { default: 0 })
  offers: number;

  @Column('integer', { default: 0 })
  thumbsUp: number;

  @Column('integer', { default: 0 })
  thumbsDown: number;

  @Column('bigint', { default: 0 })
  costMicroUsd: string;

  /** When the satisfaction card was drawn. */
  @Column('timestamptz', { nullable: true })
  askedAt: Date | null;

  @Column('integer', { nullable: true })
  csat: number | null;

  @Column('text', { nullable: true })
  csatComment: string | null;

  @Column('timestamptz', { nullable: true })
  ratedAt: Date | null;

  @Column('boolean', { default: false })
  helped: boolean;

  @Column('timestamptz', { nullable: true })
  handOverAt: Date | null;

  @Column('boolean', { default: false })
  personReplied: boolean;

  @Column('text', { nullable: true })
  intent: string | null;

  /** Labelled replays: the label, and whether the first answer's intent matched it. */
  @Column('text', { nullable: true })
  expectedIntent: string | null;

  @Column('boolean', { nullable: true })
  intentMatched: boolean | null;

  @Column('timestamptz', { default: () => 'now()' })
  startedAt: Date;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;
}

import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { AnswerResult, Citation, ClarifyOption, GuardFinding, MessageRole, MessageState, Thumb, ToolCall, Traffic } from '#contracts';

const unfinished = `state in ('pending', 'streaming')`;

/** One utterance. (conversationId, clientMessageId) is unique, so a resent message is stored once. */
@Entity('message')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'message_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('conversation', ['workspaceId', 'conversationId'], ['workspaceId', 'id'], { name: 'message_conversation_fk', onDelete: 'CASCADE' })
@Unique('message_seq_key', ['workspaceId', 'conversationId', 'seq'])
@Unique('message_client_key', ['workspaceId', 'conversationId', 'clientMessageId'])
@Index('message_attempt_index', ['workspaceId', 'answersId'], { unique: true, where: unfinished })
@Index('message_streaming_index', ['workspaceId', 'conversationId'], { unique: true, where: `state = 'streaming'` })
@Index('message_unfinished_index', ['workspaceId', 'conversationId'], { where: unfinished })
@Index('message_lease_index', ['leaseUntil'], { where: unfinished })
@Index('message_question_index', ['workspaceId', 'traffic', 'createdAt'], { where: `role = 'visitor'` })
@Check('message_role_check', `role in ('visitor', 'assistant', 'agent', 'system')`)
@Check('message_state_check', `state in ('pending', 'streaming', 'complete', 'interrupted', 'failed', 'cancelled')`)
@Check('message_thumb_check', `thumb in ('up', 'down')`)
@Check('message_lease_check', `state in ('pending', 'streaming') or lease_token is null`)
export class MessageEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'message_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'message_pk' })
  id: string;

  @Column('uuid')
  conversationId: string;

  /** Dense from 1 within the conversation, given out under its lock. */
  @Column('integer')
  seq: number;

  @Column('text')
  role: MessageRole;

  @Column('text')
  text: string;

  /** Tells a resent message from another one under the same client id. */
  @Column('bytea', { nullable: true })
  textSha256: Buffer | null;

  @Column('uuid', { nullable: true })
  clientMessageId: string | null;

  @Column('uuid', { nullable: true })
  authorId: string | null;

  @Column('text', { nullable: true })
  authorName: string | null;

  @Column('text')
  state: MessageState;

  /** The message with the next attempt. */
  @Column('uuid', { nullable: true })
  supersededBy: string | null;

  /** The visitor message that this answer answers. */
  @Column('uuid', { nullable: true })
  answersId: string | null;

  @Column('integer', { default: 1 })
  attempt: number;

  @Column('text', { nullable: true })
  leaseOwner: string | null;

  @Column('uuid', { nullable: true })
  leaseToken: string | null;

  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  @Column('timestamptz', { nullable: true })
  deadlineAt: Date | null;

  @Column('uuid', { nullable: true })
  assignedVariantId: string | null;

  @Column('uuid', { nullable: true })
  servedVariantId: string | null;

  @Column('uuid', { nullable: true })
  assignedBackendVersionId: string | null;

  @Column('uuid', { nullable: true })
  servedBackendVersionId: string | null;

  @Column('text', { nullable: true })
  servedEngine: string | null;

  @Column('text', { nullable: true })
  result: AnswerResult | null;

  @Column('text', { nullable: true })
  fallbackReason: string | null;

  @Column('text', { nullable: true })
  errorCode: string | null;

  @Column('text', { nullable: true })
  intent: string | null;

  /** From the visitor's message to the first piece of the answer, in milliseconds; null when nothing was shown. */
  @Column('integer', { nullable: true })
  firstTokenMs: number | null;

  /** Null when the deadline passed. */
  @Column('integer', { nullable: true })
  totalMs: number | null;

  @Column('integer', { nullable: true })
  inputTokens: number | null;

  @Column('integer', { nullable: true })
  outputTokens: number | null;

  @Column('bigint', { nullable: true })
  costMicroUsd: string | null;

  @Column('double precision', { nullable: true })
  confidence: number | null;

  /** Of an answer: what was asked in, such as `de`; null where words do not tell. */
  @Column('text', { nullable: true })
  language: string | null;

  /** Of an answer: what a guard saw in it or in its question. */
  @Column('text', { array: true, default: () => `'{}'` })
  guard: GuardFinding[];

  /** Of an answer: what its model looked up, without what came back. */
  @Column('jsonb', { default: () => `'[]'` })
  toolCalls: ToolCall[];

  @Column('jsonb', { default: () => `'[]'` })
  citations: Citation[];

  @Column('jsonb', { default: () => `'[]'` })
  options: ClarifyOption[];

  @Column('boolean', { default: false })
  offersPerson: boolean;

  @Column('text', { nullable: true })
  thumb: Thumb | null;

  @Column('text', { nullable: true })
  thumbComment: string | null;

  /** When the thumb was last given; null without one, and for thumbs of earlier releases. */
  @Column('timestamptz', { nullable: true })
  thumbedAt: Date | null;

  @Column('text')
  traffic: Traffic;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;
}

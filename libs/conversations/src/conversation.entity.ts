import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ArrivalFacts, ConversationState, Traffic } from '#contracts';

/** One chat of a visitor on a site, with the route that its first message was given. */
@Entity('conversation')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'conversation_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('site', ['workspaceId', 'siteId'], ['workspaceId', 'id'], { name: 'conversation_site_fk' })
@ForeignKey('visitor', ['workspaceId', 'visitorId'], ['workspaceId', 'id'], { name: 'conversation_visitor_fk' })
@ForeignKey('variant', ['workspaceId', 'variantId'], ['workspaceId', 'id'], { name: 'conversation_variant_fk' })
@ForeignKey('backend_version', ['workspaceId', 'backendVersionId'], ['workspaceId', 'id'], { name: 'conversation_backend_version_fk' })
@Index('conversation_visitor_index', ['workspaceId', 'visitorId'])
@Index('conversation_queue_index', ['workspaceId', 'state'], { where: `state in ('waiting', 'with_agent')` })
@Index('conversation_holdout_index', ['workspaceId', 'siteId'], { where: 'holdout' })
@Check('conversation_state_check', `state in ('bot', 'waiting', 'with_agent', 'closed')`)
@Check('conversation_traffic_check', `traffic in ('live', 'replay', 'preview', 'test')`)
export class ConversationEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'conversation_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'conversation_pk' })
  id: string;

  @Column('uuid')
  siteId: string;

  @Column('uuid')
  visitorId: string;

  @Column('text')
  state: ConversationState;

  @Column('text')
  traffic: Traffic;

  @Column('integer', { default: 0 })
  lastSeq: number;

  /** What was known of the visitor when the chat was opened; null of older conversations and of erased ones. */
  @Column('jsonb', { nullable: true })
  arrival: ArrivalFacts | null;

  /** Set by the first visitor message; before that nobody is routed. */
  @Column('boolean', { default: false })
  routed: boolean;

  /** Its visitor is one of those whom the site keeps out of all experiments. */
  @Column('boolean', { default: false })
  holdout: boolean;

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

  @Column('boolean', { default: false })
  crossEngineFallback: boolean;

  /** Member or API key that took the conversation. */
  @Column('uuid', { nullable: true })
  agentId: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { default: () => 'now()' })
  lastMessageAt: Date;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;

  /** The visitor had it forgotten: no text is left. */
  @Column('timestamptz', { nullable: true })
  deletedAt: Date | null;
}

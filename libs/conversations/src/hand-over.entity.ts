import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One wish for a person, from the asking to its end. */
@Entity('hand_over')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'hand_over_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('conversation', ['workspaceId', 'conversationId'], ['workspaceId', 'id'], { name: 'hand_over_conversation_fk', onDelete: 'CASCADE' })
@Index('hand_over_open_index', ['workspaceId', 'conversationId'], { unique: true, where: 'ended_at is null' })
@Check('hand_over_ended_how_check', `ended_how in ('given_back', 'closed', 'visitor_left')`)
export class HandOverEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'hand_over_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'hand_over_pk' })
  id: string;

  @Column('uuid')
  conversationId: string;

  @Column('text', { nullable: true })
  reason: string | null;

  /** Where to write when nobody was there. */
  @Column('text', { nullable: true })
  email: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  requestedAt: Date;

  @Column('uuid', { nullable: true })
  claimedBy: string | null;

  @Column('timestamptz', { nullable: true })
  claimedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;

  @Column('text', { nullable: true })
  endedHow: 'given_back' | 'closed' | 'visitor_left' | null;
}

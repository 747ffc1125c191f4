import type { TopicState, TopicTraffic } from '#contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Unanswered questions about the same thing; keeps its id from grouping to grouping where its questions overlap. */
@Entity('topic')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'topic_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('intent', ['workspaceId', 'intentId'], ['workspaceId', 'id'], { name: 'topic_intent_fk', onDelete: 'CASCADE' })
@Index('topic_state_index', ['workspaceId', 'traffic', 'state'])
@Check('topic_traffic_check', `traffic in ('live', 'replay')`)
@Check('topic_state_check', `state in ('open', 'dismissed', 'intent')`)
@Check('topic_intent_check', `(state = 'intent') = (intent_id is not null)`)
export class TopicRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'topic_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'topic_pk' })
  id: string;

  @Column('text')
  traffic: TopicTraffic;

  @Column('text')
  name: string;

  @Column('text', { default: 'open' })
  state: TopicState;

  /** What it became; deleted with it, so that its questions come back. */
  @Column('uuid', { nullable: true })
  intentId: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

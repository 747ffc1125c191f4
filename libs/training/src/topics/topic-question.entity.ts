import type { Unanswered } from '#contracts';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A visitor's message that belongs to a topic; its words stay with the message. */
@Entity('topic_question')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'topic_question_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('message', ['workspaceId', 'messageId'], ['workspaceId', 'id'], { name: 'topic_question_message_fk', onDelete: 'CASCADE' })
@ForeignKey('topic', ['workspaceId', 'topicId'], ['workspaceId', 'id'], { name: 'topic_question_topic_fk', onDelete: 'CASCADE' })
@Index('topic_question_topic_index', ['workspaceId', 'topicId', 'centrality'])
export class TopicQuestionRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'topic_question_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'topic_question_pk' })
  messageId: string;

  @Column('uuid')
  topicId: string;

  @Column('text')
  reason: Unanswered;

  /** Mean likeness to the other questions of the topic. */
  @Column('double precision')
  centrality: number;

  /** About the same words as a more central question. */
  @Column('boolean', { default: false })
  alike: boolean;
}

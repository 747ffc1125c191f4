import type { Unanswered } from '#contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A visitor's question that an article may answer, and what was decided about it. */
@Entity('article_suggestion')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'article_suggestion_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('article', ['workspaceId', 'articleId'], ['workspaceId', 'id'], { name: 'article_suggestion_article_fk', onDelete: 'CASCADE' })
@ForeignKey('message', ['workspaceId', 'messageId'], ['workspaceId', 'id'], { name: 'article_suggestion_message_fk', onDelete: 'CASCADE' })
@Unique('article_suggestion_text_key', ['workspaceId', 'articleId', 'textSha256'])
@Index('article_suggestion_open_index', ['workspaceId', 'likeness'], { where: `state = 'open'` })
@Check('article_suggestion_state_check', `state in ('open', 'accepted', 'declined')`)
export class ArticleSuggestionRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'article_suggestion_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'article_suggestion_pk' })
  id: string;

  @Column('uuid')
  articleId: string;

  @Column('uuid')
  messageId: string;

  /** Of the question's key: whoever asks the same again finds the decision made. */
  @Column('bytea')
  textSha256: Buffer;

  @Column('text')
  reason: Unanswered;

  /** Cosine to the article's nearest heading or question. */
  @Column('double precision')
  likeness: number;

  /** An agent answered in that conversation. */
  @Column('boolean')
  personReplied: boolean;

  @Column('text', { default: 'open' })
  state: 'open' | 'accepted' | 'declined';

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

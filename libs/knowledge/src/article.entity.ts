import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** A page of the help centre. */
@Entity('article')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'article_workspace_fk', onDelete: 'CASCADE' })
@Unique('article_slug_key', ['workspaceId', 'slug'])
export class ArticleRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'article_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'article_pk' })
  id: string;

  /** Its address within the help centre. */
  @Column('text')
  slug: string;

  @Column('text')
  title: string;

  /** Markdown; `##` headings divide it into passages. */
  @Column('text')
  body: string;

  @Column('text', { array: true, default: () => `'{}'` })
  questions: string[];

  /** Keys, which need not exist. */
  @Column('text', { array: true, default: () => `'{}'` })
  intents: string[];

  @Column('integer', { default: 1 })
  version: number;

  @Column('boolean', { default: true })
  published: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt: Date;
}

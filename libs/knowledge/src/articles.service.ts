import { Injectable } from '@nestjs/common';
import type { Article, InputOf, changeArticle, createArticle, listArticles } from '#contracts';
import { Database, Problem, newId } from '#platform';
import { ILike, type EntityManager } from 'typeorm';
import { ArticleRow } from './article.entity.ts';
import { bumpRevision } from './revision.sql.ts';
import { containing, violates } from './sql-words.ts';

/** The pages of the help centre. */
@Injectable()
export class Articles {
  constructor(private readonly db: Database) {}

  async list(workspaceId: string, { search, limit }: InputOf<typeof listArticles>): Promise<{ items: Article[]; total: number }> {
    const like = ILike(containing(search ?? ''));
    const where = search === undefined ? { workspaceId } : [{ workspaceId, title: like }, { workspaceId, body: like }];
    const [rows, total] = await this.db.inWorkspace(workspaceId, (tx) => tx.findAndCount(ArticleRow, { where, order: { title: 'ASC', id: 'ASC' }, take: limit }));
    return { items: rows.map(reply), total };
  }

  async read(workspaceId: string, id: string): Promise<Article> {
    return reply(await this.db.inWorkspace(workspaceId, (tx) => one(tx, workspaceId, id)));
  }

  /** A published article by its address. @throws Problem `not_found` */
  async published(workspaceId: string, slug: string): Promise<Article> {
    const row = await this.db.inWorkspace(workspaceId, (tx) => tx.findOneBy(ArticleRow, { workspaceId, slug, published: true }));
    if (!row) throw new Problem('not_found');
    return reply(row);
  }

  /** @throws Problem `slug_taken` */
  create(workspaceId: string, article: InputOf<typeof createArticle>): Promise<Article> {
    return this.change(workspaceId, async (tx) => {
      const id = newId();
      await tx.insert(ArticleRow, { ...article, body: withLineFeeds(article.body), workspaceId, id }).catch(asSlugTaken);
      return one(tx, workspaceId, id);
    });
  }

  /** @throws Problem `not_found`, `slug_taken` */
  edit(workspaceId: string, { id, body, ...changes }: InputOf<typeof changeArticle>): Promise<Article> {
    return this.change(workspaceId, async (tx) => {
      const { version } = await one(tx, workspaceId, id, true);
      const edited = { ...changes, ...(body === undefined ? {} : { body: withLineFeeds(body) }), version: version + 1, updatedAt: new Date() };
      await tx.update(ArticleRow, { workspaceId, id }, edited).catch(asSlugTaken);
      return one(tx, workspaceId, id);
    });
  }

  /** @throws Problem `not_found` */
  async delete(workspaceId: string, id: string): Promise<void> {
    await this.change(workspaceId, async (tx) => {
      const row = await one(tx, workspaceId, id);
      await tx.delete(ArticleRow, { workspaceId, id });
      return row;
    });
  }

  private async change(workspaceId: string, work: (tx: EntityManager) => Promise<ArticleRow>): Promise<Article> {
    return reply(await this.db.inWorkspace(workspaceId, async (tx) => {
      const row = await work(tx);
      await bumpRevision(tx, workspaceId);
      return row;
    }));
  }
}

async function one(tx: EntityManager, workspaceId: string, id: string, forUpdate = false): Promise<ArticleRow> {
  const row = await tx.findOne(ArticleRow, { where: { workspaceId, id }, ...(forUpdate ? { lock: { mode: 'pessimistic_write' as const } } : {}) });
  if (!row) throw new Problem('not_found');
  return row;
}

/** Citations count characters: one line end is one character everywhere. */
const withLineFeeds = (body: string): string => body.replace(/\r\n?/g, '\n');

function asSlugTaken(error: unknown): never {
  throw violates(error, 'article_slug_key') ? new Problem('slug_taken', { cause: error }) : error;
}

const reply = ({ workspaceId: _, createdAt, updatedAt, ...row }: ArticleRow): Article =>
  ({ ...row, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() });

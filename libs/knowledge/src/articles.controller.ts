import { Controller } from '@nestjs/common';
import { Public, Requires, Sites, Who } from '#accounts';
import type { Actor } from '#accounts';
import { changeArticle, createArticle, deleteArticle, listArticles, readArticle, readHelpArticle } from '#contracts';
import type { Article, InputOf, ReplyOf } from '#contracts';
import { Endpoint, Input, Problem } from '#platform';
import { findingsIn } from './article-findings.ts';
import { Articles } from './articles.service.ts';

@Controller()
export class ArticlesController {
  constructor(private readonly articles: Articles, private readonly sites: Sites) {}

  @Endpoint(listArticles)
  @Requires('content:read')
  list(@Input() which: InputOf<typeof listArticles>, @Who() who: Actor): Promise<{ items: Article[]; total: number }> {
    return this.articles.list(who.workspaceId, which);
  }

  @Endpoint(readArticle)
  @Requires('content:read')
  async read(@Input() { id }: InputOf<typeof readArticle>, @Who() who: Actor): Promise<ReplyOf<typeof readArticle>> {
    const article = await this.articles.read(who.workspaceId, id);
    return { ...article, guard: findingsIn(article) };
  }

  @Endpoint(createArticle)
  @Requires('content:write')
  create(@Input() article: InputOf<typeof createArticle>, @Who() who: Actor): Promise<Article> {
    return this.articles.create(who.workspaceId, article);
  }

  @Endpoint(changeArticle)
  @Requires('content:write')
  edit(@Input() changes: InputOf<typeof changeArticle>, @Who() who: Actor): Promise<Article> {
    return this.articles.edit(who.workspaceId, changes);
  }

  @Endpoint(deleteArticle)
  @Requires('content:write')
  async delete(@Input() { id }: InputOf<typeof deleteArticle>, @Who() who: Actor): Promise<{ ok: true }> {
    await this.articles.delete(who.workspaceId, id);
    return { ok: true };
  }

  @Endpoint(readHelpArticle)
  @Public()
  async help(@Input() { siteKey, slug }: InputOf<typeof readHelpArticle>): Promise<ReplyOf<typeof readHelpArticle>> {
    const site = await this.sites.byKey(siteKey);
    if (!site) throw new Problem('not_found');
    const { title, body, version, updatedAt } = await this.articles.published(site.workspaceId, slug);
    return { slug, title, body, version, updatedAt };
  }
}

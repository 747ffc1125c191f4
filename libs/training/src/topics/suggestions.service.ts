import { Injectable } from '@nestjs/common';
import type { Article, InputOf, ReplyOf, listArticleSuggestions } from '#contracts';
import { Articles, Knowledge, labelledPartsOf, teachArticle } from '#knowledge';
import { Database, Problem } from '#platform';
import { ArticleSuggestionRow } from './article-suggestion.entity.ts';
import { maskPersonal } from './mask-personal.ts';
import { lockSuggestion, readSuggestions } from './suggestions.sql.ts';
import { LIKENESS_AFTER_PERSON, LIKENESS_FROM } from './topic-limits.ts';

/** Real questions that articles may answer, and what is decided about them. */
@Injectable()
export class Suggestions {
  constructor(private readonly db: Database, private readonly articles: Articles, private readonly knowledge: Knowledge) {}

  list(workspaceId: string, { articleId, limit }: InputOf<typeof listArticleSuggestions>): Promise<ReplyOf<typeof listArticleSuggestions>> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const { items: rows, total } = await readSuggestions(tx, workspaceId, articleId ?? null, limit);
      const items = rows.map((row) => ({ ...row, text: maskPersonal(row.text) }));
      const labelled = await labelledPartsOf(tx, workspaceId, items.map(({ text }) => text));
      return {
        items: items.map((item) => ({ ...item, askedAt: item.askedAt.toISOString(), labelled: labelled.get(item.text) ?? null })), total,
        likenessFrom: LIKENESS_FROM, likenessAfterPerson: LIKENESS_AFTER_PERSON,
      };
    });
  }

  /** The article has the question, and the next answers know it. @throws Problem `not_found`, `invalid_request` when the article is full */
  async accept(workspaceId: string, id: string): Promise<Article> {
    const articleId = await this.db.inWorkspace(workspaceId, async (tx) => {
      const suggestion = await lockSuggestion(tx, workspaceId, id);
      if (!suggestion) throw new Problem('not_found');
      await teachArticle(tx, workspaceId, suggestion.articleId, maskPersonal(suggestion.text));
      await tx.update(ArticleSuggestionRow, { workspaceId, id }, { state: 'accepted' });
      return suggestion.articleId;
    });
    await (await this.knowledge.freshIndexOf(workspaceId)).embedded;
    return this.articles.read(workspaceId, articleId);
  }

  /** Between `open` and `declined`; what was accepted stays so. @throws Problem `not_found` */
  async turn(workspaceId: string, id: string, state: 'open' | 'declined'): Promise<void> {
    await this.db.inWorkspace(workspaceId, async (tx) => {
      const suggestion = await lockSuggestion(tx, workspaceId, id);
      if (!suggestion || suggestion.state === 'accepted') throw new Problem('not_found');
      await tx.update(ArticleSuggestionRow, { workspaceId, id }, { state });
    });
  }
}

import { Injectable } from '@nestjs/common';
import { Articles, Importing, Intents, Knowledge } from '#knowledge';
import type { DemoCompany } from './demo-files.ts';

/** What the demo company knows. */
@Injectable()
export class DemoKnowledge {
  constructor(
    private readonly articles: Articles,
    private readonly intents: Intents,
    private readonly importing: Importing,
    private readonly knowledge: Knowledge,
  ) {}

  async fill(workspaceId: string, { articles, intents, trainQuestions, testQuestions }: DemoCompany): Promise<void> {
    const written = new Set((await this.articles.list(workspaceId, { limit: 1_000 })).items.map(({ slug }) => slug));
    for (const article of articles) if (!written.has(article.slug)) await this.articles.create(workspaceId, { ...article, published: true });
    const known = new Set((await this.intents.list(workspaceId)).items.map(({ key }) => key));
    for (const { intent: key, label, answer } of intents) if (!known.has(key)) await this.intents.create(workspaceId, { key, label, answer });
    await this.importing.import(workspaceId, { content: trainQuestions, part: 'train', source: 'demo' });
    await this.importing.import(workspaceId, { content: testQuestions, part: 'test', source: 'demo' });
    await (await this.knowledge.freshIndexOf(workspaceId)).embedded;
  }
}

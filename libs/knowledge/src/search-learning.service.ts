import { setImmediate as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { SearchState } from '#contracts';
import { Database, Jobs } from '#platform';
import { isEnglish, type KnowledgeIndex } from './knowledge-index.ts';
import { Knowledge } from './knowledge.service.ts';
import { languagesOf } from './languages-known.ts';
import { FEWEST_QUESTIONS, learnSearch } from './learn-search.ts';
import { SearchLearningRow } from './search-learning.entity.ts';
import { storeLearning, workspacesToLearn } from './search-learning.sql.ts';
import { searchQuestions } from './search-questions.ts';

const JOB = 'knowledge_learn_search';
const EACH_MINUTE = '* * * * *';

/** Learns in the background how much each way of searching counts, whenever a workspace's knowledge has changed. */
@Injectable()
export class SearchLearning implements OnModuleInit {
  private readonly log = new Logger(SearchLearning.name);

  constructor(private readonly db: Database, private readonly knowledge: Knowledge, private readonly jobs: Jobs) {}

  onModuleInit(): void {
    this.jobs.handle(JOB, (_, signal) => this.learnAll(signal), EACH_MINUTE);
  }

  async state(workspaceId: string): Promise<SearchState> {
    const index = await this.knowledge.indexOf(workspaceId);
    const row = await this.db.inWorkspace(workspaceId, (tx) => tx.findOneBy(SearchLearningRow, { workspaceId }));
    return {
      weights: index.weights, report: row?.report ?? null, needed: FEWEST_QUESTIONS, learntAt: row?.learntAt.toISOString() ?? null,
      current: row !== null && row.revision === index.revision, languages: await languagesOf(index, pause),
    };
  }

  /** Learns now; the next questions are searched for by it. */
  async learn(workspaceId: string, signal?: AbortSignal): Promise<void> {
    const index = await this.knowledge.freshIndexOf(workspaceId);
    await index.embedded;
    const questions = searchQuestions(index);
    const vectors = questions.length < FEWEST_QUESTIONS ? null : await this.vectorsOf(index, questions.map(({ text }) => text), signal);
    const { weights, report } = await learnSearch(index, questions, vectors, pause);
    await this.db.inWorkspace(workspaceId, (tx) => storeLearning(tx, workspaceId, { revision: index.revision, weights, report }));
    this.log.log({ event: 'knowledge.search_learnt', workspaceId, outcome: report.outcome, questions: questions.length });
    await this.knowledge.freshIndexOf(workspaceId);
  }

  private async learnAll(signal: AbortSignal): Promise<void> {
    for (const workspaceId of await this.db.acrossWorkspaces(workspacesToLearn)) {
      signal.throwIfAborted();
      await this.learn(workspaceId, signal).catch((error: unknown) => this.log.error({ event: 'knowledge.search_not_learnt', workspaceId }, error));
    }
  }

  /** Null for questions in a language that the encoder cannot read; null where there is no encoder. */
  private async vectorsOf(index: KnowledgeIndex, texts: readonly string[], signal?: AbortSignal): Promise<(Float32Array | null)[] | null> {
    const readable = texts.filter(isEnglish);
    const made = await this.knowledge.vectorsOf(index, readable, signal);
    if (!made) return null;
    const known = new Map(readable.map((text, at) => [text, made[at]!]));
    return texts.map((text) => known.get(text) ?? null);
  }
}

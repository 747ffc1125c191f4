import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { TopicTraffic, type TopicRefresh } from '#contracts';
import { Knowledge } from '#knowledge';
import { runGrouping } from '#models';
import { Database, Jobs, Problem } from '#platform';
import { z } from 'zod';
import { AskedQuestions, type Asked, type AskedQuestion } from './asked-questions.ts';
import { withoutMasks } from './mask-personal.ts';
import { storeTopics, type FoundTopic } from './store-topics.sql.ts';
import { suggestQuestions } from './suggest-questions.ts';
import { storeSuggestions, type FoundSuggestion } from './suggestions.sql.ts';
import { beginRefresh, busyWorkspaces, endRefresh, failRefresh, keepStage } from './topic-refresh.sql.ts';
import { TOPICS_JOB, TopicRefreshes } from './topic-refreshes.service.ts';

const Payload = z.object({ workspaceId: z.uuid(), traffic: TopicTraffic });
/** Every night, when few visitors write. */
const NIGHTLY = { name: 'topics_nightly', cron: '23 3 * * *' };

interface Run extends z.output<typeof Payload> {
  signal: AbortSignal;
}

/** Groups unanswered questions into topics and suggests them for articles. After a restart it begins again from stored vectors. */
@Injectable()
export class TopicsJob implements OnModuleInit {
  private readonly log = new Logger(TopicsJob.name);

  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly asked: AskedQuestions,
    private readonly knowledge: Knowledge,
    private readonly refreshes: TopicRefreshes,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(TOPICS_JOB, (payload, signal) => this.handle({ ...Payload.parse(payload), signal }));
    this.jobs.handle(NIGHTLY.name, () => this.nightly(), NIGHTLY.cron);
  }

  private async nightly(): Promise<void> {
    const busy = await this.db.acrossWorkspaces(busyWorkspaces);
    for (const { workspaceId, days } of busy) await this.refreshes.start(workspaceId, { traffic: 'live', days });
  }

  /** Throws only when the server stops: the queue then tries it again. */
  private async handle(run: Run): Promise<void> {
    const { workspaceId, traffic, signal } = run;
    const days = await this.db.inWorkspace(workspaceId, (tx) => beginRefresh(tx, workspaceId, traffic));
    if (days === null) return;
    try {
      await this.refresh(run, days);
    } catch (error) {
      if (signal.aborted) throw error;
      await this.db.inWorkspace(workspaceId, (tx) => failRefresh(tx, workspaceId, traffic, error instanceof Problem ? error.code : 'internal'));
      this.log.error({ event: 'topics.failed', workspaceId, traffic }, error);
      this.refreshes.tell(workspaceId, traffic, 'failed');
    }
  }

  private async refresh(run: Run, days: number): Promise<void> {
    const { workspaceId, traffic } = run;
    const asked = await this.asked.read(workspaceId, traffic, days);
    const vectors = await this.withVectors(run, asked.questions);
    await this.stage(run, 'grouping', 0, asked.questions.length);
    const topics = await this.group(run, asked.questions, vectors);
    await this.stage(run, 'suggesting', 0, asked.questions.length);
    const suggestions = await this.suggest(run, asked.questions, vectors);
    await this.finish(run, asked, topics, suggestions);
  }

  private async withVectors(run: Run, questions: readonly AskedQuestion[]): Promise<Float32Array[] | null> {
    let told: Promise<void> = this.stage(run, 'embedding', 0, questions.length);
    let free = true;
    const tell = (done: number): void => {
      if (!free) return;
      free = false;
      told = told.then(() => this.stage(run, 'embedding', done, questions.length)).finally(() => { free = true; });
    };
    const vectors = await this.asked.vectorsOf(run.workspaceId, questions, run.signal, tell);
    await told;
    return vectors;
  }

  private async group({ signal }: Run, questions: readonly AskedQuestion[], vectors: readonly Float32Array[] | null): Promise<FoundTopic[]> {
    if (questions.length === 0) return [];
    const texts = questions.map(({ masked }) => withoutMasks(masked));
    const { groups } = await runGrouping({ texts, vectors: vectors && joined(vectors) }, signal);
    return groups.map(({ name, members }) => ({
      name, questions: members.map(({ item, centrality, alike }) => ({ messageId: questions[item]!.id, reason: questions[item]!.reason, centrality, alike })),
    }));
  }

  private async suggest({ workspaceId, signal }: Run, questions: readonly AskedQuestion[], vectors: readonly Float32Array[] | null): Promise<FoundSuggestion[]> {
    if (vectors === null) return [];
    const index = await this.knowledge.freshIndexOf(workspaceId);
    await index.embedded;
    return suggestQuestions(this.knowledge, index, questions.map((question, at) => ({ ...question, vector: vectors[at]! })), signal);
  }

  private async finish({ workspaceId, traffic }: Run, { questions, found }: Asked, topics: FoundTopic[], suggestions: FoundSuggestion[]): Promise<void> {
    const grouped = topics.reduce((sum, topic) => sum + topic.questions.length, 0);
    await this.db.inWorkspace(workspaceId, async (tx) => {
      await storeTopics(tx, workspaceId, traffic, topics);
      await storeSuggestions(tx, workspaceId, traffic, suggestions);
      await endRefresh(tx, workspaceId, traffic, { questions: questions.length, ungrouped: questions.length - grouped, found });
    });
    this.log.log({ event: 'topics.grouped', workspaceId, traffic, questions: questions.length, topics: topics.length, suggestions: suggestions.length });
    this.refreshes.tell(workspaceId, traffic, 'done');
  }

  private async stage({ workspaceId, traffic }: Run, stage: TopicRefresh['stage'], done: number, total: number): Promise<void> {
    await this.db.inWorkspace(workspaceId, (tx) => keepStage(tx, workspaceId, traffic, { stage, done, total }));
    this.refreshes.tell(workspaceId, traffic, 'running');
  }
}

function joined(vectors: readonly Float32Array[]): Float32Array {
  const width = vectors[0]?.length ?? 0;
  const all = new Float32Array(vectors.length * width);
  vectors.forEach((vector, at) => all.set(vector, at * width));
  return all;
}

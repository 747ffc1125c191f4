import { Injectable } from '@nestjs/common';
import type { TopicRefresh, TopicTraffic } from '#contracts';
import { Broadcast } from '#conversations';
import { Database, Jobs } from '#platform';
import type { EntityManager } from 'typeorm';
import { CONFIDENCE_BELOW, MOST_QUESTIONS } from './topic-limits.ts';
import { TopicRefreshRow } from './topic-refresh.entity.ts';
import { askForRefresh } from './topic-refresh.sql.ts';

export const TOPICS_JOB = 'topics.group';
const DAYS = 28;
/** A grouping that is interrupted by restarts begins again as often as this. */
const ATTEMPTS = 25;

/** Groupings of unanswered questions: asked for here, carried out by the job. */
@Injectable()
export class TopicRefreshes {
  constructor(private readonly db: Database, private readonly jobs: Jobs, private readonly broadcast: Broadcast) {}

  /** One at a time: whoever asks while one is under way gets that one. */
  async start(workspaceId: string, { traffic, days }: { traffic: TopicTraffic; days: number | null }): Promise<TopicRefresh> {
    const refresh = await this.db.inWorkspace(workspaceId, async (tx) => {
      const isNew = await askForRefresh(tx, workspaceId, traffic, days ?? DAYS);
      if (isNew) await this.jobs.add(tx, TOPICS_JOB, { workspaceId, traffic }, { key: `${TOPICS_JOB} ${workspaceId} ${traffic}`, attempts: ATTEMPTS, queue: TOPICS_JOB });
      return readRefresh(tx, workspaceId, traffic);
    });
    this.tell(workspaceId, traffic, refresh.state);
    return refresh;
  }

  tell(workspaceId: string, traffic: TopicTraffic, state: TopicRefresh['state']): void {
    this.broadcast.tellDesk(workspaceId, { type: 'topics', traffic, state });
  }
}

export async function readRefresh(tx: EntityManager, workspaceId: string, traffic: TopicTraffic): Promise<TopicRefresh> {
  const row = await tx.findOneBy(TopicRefreshRow, { workspaceId, traffic });
  const limits = { mostQuestions: MOST_QUESTIONS, confidenceBelow: CONFIDENCE_BELOW };
  if (!row) return { ...limits, state: 'never', stage: 'reading', done: 0, total: 0, questions: 0, ungrouped: 0, found: 0, days: DAYS, startedAt: null, finishedAt: null, errorCode: null };
  const { workspaceId: _, traffic: __, startedAt, finishedAt, ...rest } = row;
  return { ...limits, ...rest, startedAt: startedAt?.toISOString() ?? null, finishedAt: finishedAt?.toISOString() ?? null };
}

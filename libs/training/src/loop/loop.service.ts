import { Injectable } from '@nestjs/common';
import type { Loop, LoopCountName, LoopJourney, LoopStage, LoopStageName, LoopWaiting } from '#contracts';
import { Database } from '#platform';
import { textKey } from '#knowledge';
import type { EntityManager } from 'typeorm';
import { askedAgain } from './asked-again.ts';
import { journeyOf, medianToImproved, type Journey } from './journeys.ts';
import { readApprovals, readCounts, readDislikes, readGates, readLabelled, readLessons, readLive, readPeriod, readUntold, readWaiting, type DislikeRow, type Period } from './loop.sql.ts';

const SHOWN_JOURNEYS = 50;

const stages: readonly { name: LoopStageName; counts: LoopCountName[]; waiting: LoopWaiting[] }[] = [
  { name: 'feedback', counts: ['thumbs_down', 'thumbs_up', 'ratings'], waiting: ['better'] },
  { name: 'examples', counts: ['labelled', 'approved', 'data_sets'], waiting: ['learning'] },
  { name: 'versions', counts: ['trainings', 'fine_tunes', 'optimizations', 'versions'], waiting: [] },
  { name: 'gate', counts: ['passed', 'refused'], waiting: ['choosing', 'promotion'] },
  { name: 'experiments', counts: ['started', 'promoted'], waiting: [] },
  { name: 'verdicts', counts: ['stopped'], waiting: ['verdict'] },
];

type Followed = Journey & Pick<DislikeRow, 'messageId' | 'conversationId' | 'topic'>;

/** The feedback loop as one picture: what came in, what was learnt, and how long a disliked answer took to become a better one. */
@Injectable()
export class LearningLoop {
  constructor(private readonly db: Database) {}

  read(workspaceId: string, days: number): Promise<Loop> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const { from, timeZone, ...period } = await readPeriod(tx, workspaceId, days);
      const [counts, open, journeys] = [await readCounts(tx, period), await readWaiting(tx, workspaceId), await follow(tx, period)];
      const waiting: Record<LoopWaiting, number> = {
        ...open, better: journeys.filter(({ betterAt }) => betterAt === null).length, learning: journeys.filter(({ betterAt, learntAt }) => betterAt !== null && learntAt === null).length,
      };
      return {
        from, days, timeZone,
        stages: stages.map((stage): LoopStage => ({
          name: stage.name, counts: stage.counts.map((name) => ({ name, ...counts[name] })), waiting: stage.waiting.map((what) => ({ what, count: waiting[what] })),
        })),
        improved: { medianMs: medianToImproved(journeys, Date.now()), count: journeys.filter(({ improvedAt }) => improvedAt !== null).length, of: journeys.length },
        journeys: journeys.slice(0, SHOWN_JOURNEYS).map(journeyReply),
      };
    });
  }
}

async function follow(tx: EntityManager, period: Period): Promise<Followed[]> {
  const dislikes = await withTopics(tx, period.workspaceId, await readDislikes(tx, period));
  if (dislikes.length === 0) return [];
  const intents = [...new Set(dislikes.flatMap(({ intent }) => intent ?? []))];
  const approvals = await readApprovals(tx, period, intents);
  const again = askedAgain(dislikes, await readUntold(tx, period.workspaceId, Math.min(...dislikes.map(({ at }) => at))));
  const lessons = await readLessons(tx, period, dislikes.map(({ messageId }) => messageId));
  const versionIds = lessons.flatMap(({ versions }) => versions.map(({ id }) => id));
  const history = { approvals, lessons, gates: await readGates(tx, period.workspaceId, [...versionIds, ...again.flat().map(({ versionId }) => versionId)]), live: await readLive(tx, period, versionIds, approvals) };
  return dislikes.map((dislike, at) => ({ messageId: dislike.messageId, conversationId: dislike.conversationId, topic: dislike.topic, ...journeyOf({ ...dislike, again: again[at]! }, history) }));
}

/**
 * Where a bot goes wrong it is wrong about the topic too: what people have labelled the question as since goes before what
 * was recognised.
 */
async function withTopics(tx: EntityManager, workspaceId: string, dislikes: readonly DislikeRow[]): Promise<DislikeRow[]> {
  const keyOf = ({ question }: DislikeRow): string => textKey(question ?? '');
  const labelled = new Map((await readLabelled(tx, workspaceId, dislikes.map(keyOf))).map((one) => [one.normalised, one]));
  return dislikes.map((dislike) => {
    const known = labelled.get(keyOf(dislike));
    return known ? { ...dislike, intent: known.intent, topic: known.topic } : dislike;
  });
}

function journeyReply({ messageId, conversationId, topic, dislikedAt, betterAt, learntAt, versionAt, gateAt, improvedAt }: Followed): LoopJourney {
  return {
    messageId, conversationId, topic, dislikedAt: new Date(dislikedAt).toISOString(),
    betterAt: iso(betterAt), learntAt: iso(learntAt), versionAt: iso(versionAt), gateAt: iso(gateAt), improvedAt: iso(improvedAt),
  };
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { liveCounts } from '#analytics';
import { Database } from '#platform';
import { Broadcast } from './broadcast.ts';
import { readQueue } from './inbox.sql.ts';

const QUEUE_AFTER_MS = 50;
const LIVE_AFTER_MS = 1_000;

type News = 'queue' | 'live';

/** Tells desks what changed, gathered: many changes in a moment are one piece of news. */
@Injectable()
export class DeskNews implements OnModuleDestroy {
  private readonly log = new Logger(DeskNews.name);
  private readonly due = new Map<string, NodeJS.Timeout>();
  private readonly sending = new Set<Promise<void>>();
  private isWatched: (workspaceId: string) => boolean = () => false;

  constructor(private readonly db: Database, private readonly broadcast: Broadcast) {}

  async onModuleDestroy(): Promise<void> {
    for (const timer of this.due.values()) clearTimeout(timer);
    this.due.clear();
    await Promise.all(this.sending);
  }

  /** @param isWatched says whether any desk could hear */
  reachThrough(isWatched: (workspaceId: string) => boolean): void {
    this.isWatched = isWatched;
  }

  queueChanged(workspaceId: string): void {
    this.soon('queue', workspaceId, QUEUE_AFTER_MS);
    this.countsChanged(workspaceId);
  }
  countsChanged(workspaceId: string): void {
    this.soon('live', workspaceId, LIVE_AFTER_MS);
  }

  private soon(news: News, workspaceId: string, afterMs: number): void {
    const key = `${news} ${workspaceId}`;
    if (this.due.has(key) || !this.isWatched(workspaceId)) return;
    this.due.set(key, setTimeout(() => {
      this.due.delete(key);
      const sent = this.send(news, workspaceId)
        .catch((error: unknown) => this.log.warn({ event: 'desk.not_told', news }, error))
        .finally(() => this.sending.delete(sent));
      this.sending.add(sent);
    }, afterMs));
  }

  private async send(news: News, workspaceId: string): Promise<void> {
    if (news === 'queue') {
      const items = await this.db.inWorkspace(workspaceId, (tx) => readQueue(tx, workspaceId));
      this.broadcast.tellDesk(workspaceId, { type: 'queue', items });
    } else {
      const counts = await this.db.inWorkspace(workspaceId, (tx) => liveCounts(tx, workspaceId));
      this.broadcast.tellDesk(workspaceId, { type: 'live', ...counts });
    }
  }
}

import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '#platform';
import { Broadcast } from './broadcast.ts';
import { readWaitingChats } from './chat-view.sql.ts';

const AFTER_MS = 250;

/** Tells everybody who waits for a person when their place, or whether anybody is there, may have changed; gathered. */
@Injectable()
export class QueuePlaces implements OnModuleDestroy {
  private readonly log = new Logger(QueuePlaces.name);
  private readonly due = new Map<string, NodeJS.Timeout>();
  private readonly telling = new Set<Promise<void>>();

  constructor(private readonly db: Database, private readonly broadcast: Broadcast) {}

  async onModuleDestroy(): Promise<void> {
    for (const timer of this.due.values()) clearTimeout(timer);
    this.due.clear();
    await Promise.all(this.telling);
  }

  changed(workspaceId: string): void {
    if (this.due.has(workspaceId)) return;
    this.due.set(workspaceId, setTimeout(() => {
      this.due.delete(workspaceId);
      const told = this.tell(workspaceId)
        .catch((error: unknown) => this.log.warn({ event: 'queue.not_told' }, error))
        .finally(() => this.telling.delete(told));
      this.telling.add(told);
    }, AFTER_MS).unref());
  }

  private async tell(workspaceId: string): Promise<void> {
    const waiting = await this.db.inWorkspace(workspaceId, (tx) => readWaitingChats(tx, workspaceId));
    for (const conversation of waiting) this.broadcast.tell({ type: 'state', conversationId: conversation.id, conversation });
  }
}

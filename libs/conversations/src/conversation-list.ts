import { Injectable } from '@nestjs/common';
import type { ReplyOf, listConversations, readConversation } from '#contracts';
import { Database, Problem } from '#platform';
import { csatCommentOf, decidedBy, findSummaries, findSummary, recordedMessages, type Filter } from './conversation-list.sql.ts';

/** Conversations as the team reads them. */
@Injectable()
export class ConversationList {
  constructor(private readonly db: Database) {}

  page(workspaceId: string, filter: Filter): Promise<ReplyOf<typeof listConversations>> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const found = await findSummaries(tx, workspaceId, filter);
      const items = found.slice(0, filter.limit);
      return { items, next: found.length > items.length ? (items.at(-1)?.id ?? null) : null };
    });
  }

  /** @throws Problem `not_found`, also for one that its visitor deleted */
  one(workspaceId: string, id: string): Promise<ReplyOf<typeof readConversation>> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const conversation = await findSummary(tx, workspaceId, id);
      if (!conversation) throw new Problem('not_found');
      const [messages, csatComment] = [await recordedMessages(tx, workspaceId, id), await csatCommentOf(tx, workspaceId, id)];
      return { conversation, messages, csatComment, ...(await decidedBy(tx, workspaceId, id)) };
    });
  }
}

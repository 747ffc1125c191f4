import { Controller } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import { listConversations, readConversation, type InputOf, type ReplyOf } from '#contracts';
import { Endpoint, Input } from '#platform';
import { ConversationList } from './conversation-list.ts';

@Controller()
export class ConversationsController {
  constructor(private readonly conversations: ConversationList) {}

  @Endpoint(listConversations)
  @Requires('conversations:read')
  list(@Input() filter: InputOf<typeof listConversations>, @Who() who: Actor): Promise<ReplyOf<typeof listConversations>> {
    return this.conversations.page(who.workspaceId, filter);
  }

  @Endpoint(readConversation)
  @Requires('conversations:read')
  read(@Input() { id }: InputOf<typeof readConversation>, @Who() who: Actor): Promise<ReplyOf<typeof readConversation>> {
    return this.conversations.one(who.workspaceId, id);
  }
}

import { Controller } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import { claimConversation, closeByAgent, giveBack, readQueue, replyAsAgent, type InputOf, type ReplyOf } from '#contracts';
import { Endpoint, Input } from '#platform';
import { Inbox } from './inbox.ts';

const done = { ok: true } as const;

@Controller()
export class InboxController {
  constructor(private readonly inbox: Inbox) {}

  @Endpoint(readQueue)
  @Requires('conversations:read')
  async queue(@Who() who: Actor): Promise<ReplyOf<typeof readQueue>> {
    return { items: await this.inbox.queue(who.workspaceId) };
  }

  @Endpoint(claimConversation)
  @Requires('conversations:reply')
  claim(@Input() { id }: InputOf<typeof claimConversation>, @Who() who: Actor): Promise<ReplyOf<typeof claimConversation>> {
    return this.inbox.claim(who, id);
  }

  @Endpoint(replyAsAgent)
  @Requires('conversations:reply')
  reply(@Input() { id, ...sent }: InputOf<typeof replyAsAgent>, @Who() who: Actor): Promise<ReplyOf<typeof replyAsAgent>> {
    return this.inbox.reply(who, id, sent);
  }

  @Endpoint(giveBack)
  @Requires('conversations:reply')
  async giveBack(@Input() { id }: InputOf<typeof giveBack>, @Who() who: Actor): Promise<ReplyOf<typeof giveBack>> {
    await this.inbox.giveBack(who, id);
    return done;
  }

  @Endpoint(closeByAgent)
  @Requires('conversations:reply')
  async close(@Input() { id }: InputOf<typeof closeByAgent>, @Who() who: Actor): Promise<ReplyOf<typeof closeByAgent>> {
    await this.inbox.close(who, id);
    return done;
  }
}

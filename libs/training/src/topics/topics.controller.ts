import { Controller } from '@nestjs/common';
import { Requires, Who } from '#accounts';
import type { Actor } from '#accounts';
import { dismissTopic, listTopics, makeIntentOfTopic, readTopic, refreshTopics, restoreTopic } from '#contracts';
import type { InputOf, ReplyOf, TopicRefresh } from '#contracts';
import { Endpoint, Input } from '#platform';
import { TopicRefreshes } from './topic-refreshes.service.ts';
import { Topics } from './topics.service.ts';

/** Topics show what visitors wrote: reading them takes the right to read conversations. */
@Controller()
export class TopicsController {
  constructor(private readonly topics: Topics, private readonly refreshes: TopicRefreshes) {}

  @Endpoint(listTopics)
  @Requires('conversations:read')
  list(@Input() which: InputOf<typeof listTopics>, @Who() who: Actor): Promise<ReplyOf<typeof listTopics>> {
    return this.topics.list(who.workspaceId, which);
  }

  @Endpoint(readTopic)
  @Requires('conversations:read')
  read(@Input() { id }: InputOf<typeof readTopic>, @Who() who: Actor): Promise<ReplyOf<typeof readTopic>> {
    return this.topics.read(who.workspaceId, id);
  }

  @Endpoint(refreshTopics)
  @Requires('content:write')
  refresh(@Input() wish: InputOf<typeof refreshTopics>, @Who() who: Actor): Promise<TopicRefresh> {
    return this.refreshes.start(who.workspaceId, wish);
  }

  @Endpoint(dismissTopic)
  @Requires('content:write')
  async dismiss(@Input() { id }: InputOf<typeof dismissTopic>, @Who() who: Actor): Promise<{ ok: true }> {
    await this.topics.turn(who.workspaceId, id, 'dismissed');
    return { ok: true };
  }

  @Endpoint(restoreTopic)
  @Requires('content:write')
  async restore(@Input() { id }: InputOf<typeof restoreTopic>, @Who() who: Actor): Promise<{ ok: true }> {
    await this.topics.turn(who.workspaceId, id, 'open');
    return { ok: true };
  }

  @Endpoint(makeIntentOfTopic)
  @Requires('content:write')
  makeIntent(@Input() wish: InputOf<typeof makeIntentOfTopic>, @Who() who: Actor): Promise<ReplyOf<typeof makeIntentOfTopic>> {
    return this.topics.makeIntent(who.workspaceId, wish);
  }
}

import { Module } from '@nestjs/common';
import { AccountsModule } from '#accounts';
import { BackendsModule } from '#backends';
import { ExperimentsModule } from '#experiments';
import { Answering } from './answering.ts';
import { AnswerStreams } from './answer-streams.ts';
import { Broadcast } from './broadcast.ts';
import { ChatController } from './chat.controller.ts';
import { ChatGateway } from './chat.gateway.ts';
import { ChatSockets } from './chat-sockets.ts';
import { ConversationList } from './conversation-list.ts';
import { ConversationsController } from './conversations.controller.ts';
import { DeskGateway } from './desk.gateway.ts';
import { DeskNews } from './desk-news.ts';
import { DeskPresence } from './desk-presence.ts';
import { Duels } from './duels/duels.service.ts';
import { DuelsController } from './duels/duels.controller.ts';
import { Farewell } from './farewell.ts';
import { FirstMessages } from './first-messages.ts';
import { FollowedAnswers } from './followed-answers.ts';
import { HandOvers } from './hand-overs.ts';
import { Handshakes } from './handshakes.ts';
import { Heartbeats } from './heartbeats.ts';
import { Inbox } from './inbox.ts';
import { InboxController } from './inbox.controller.ts';
import { LaterTurns } from './later-turns.ts';
import { Leases } from './leases.ts';
import { Overhead } from './overhead.ts';
import { Questions } from './questions.ts';
import { QueuePlaces } from './queue-places.ts';
import { Ratings } from './ratings.ts';
import { Reaper } from './reaper.ts';
import { Replies } from './replies.ts';
import { Retries } from './retries.ts';
import { Transcript } from './transcript.ts';
import { VisitorChat } from './visitor-chat.ts';

const answers = [Answering, FirstMessages, Leases, Overhead, Questions, Reaper, Replies, Retries];
const people = [ConversationList, DeskNews, DeskPresence, Duels, Farewell, HandOvers, Inbox, QueuePlaces, Ratings];
const doors = [AnswerStreams, Broadcast, ChatGateway, ChatSockets, DeskGateway, FollowedAnswers, Handshakes, Heartbeats, VisitorChat];

/** From a visitor's message to its answer, by a backend or a person, and what is said about it afterwards. */
@Module({
  imports: [AccountsModule, BackendsModule, ExperimentsModule],
  controllers: [ChatController, ConversationsController, DuelsController, InboxController],
  providers: [LaterTurns, Transcript, ...answers, ...people, ...doors],
  exports: [Answering, Broadcast, DeskNews, HandOvers, Ratings, Transcript, VisitorChat],
})
export class ConversationsModule {}

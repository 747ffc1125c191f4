import { ConversationEntity } from './conversation.entity.ts';
import { DuelRow } from './duels/duel.entity.ts';
import { HandOverEntity } from './hand-over.entity.ts';
import { MessageEntity } from './message.entity.ts';
import { OutcomeEntity } from './outcome.entity.ts';

export const conversationsEntities = [ConversationEntity, MessageEntity, HandOverEntity, OutcomeEntity, DuelRow];

export { Answering } from './answering.ts';
export { Broadcast } from './broadcast.ts';
export { ConversationsModule } from './conversations.module.ts';
export { DeskNews } from './desk-news.ts';
export { FirstMessages } from './first-messages.ts';
export { HandOvers } from './hand-overs.ts';
export { Ratings } from './ratings.ts';
export type { Accepted } from './accepted.ts';
export { Transcript, type AcceptOptions } from './transcript.ts';
export { VisitorChat } from './visitor-chat.ts';
export { readUnanswered, type UnansweredQuestion } from './unanswered.sql.ts';

import { AccountsModule, accountsEntities } from '#accounts';
import { ConversationsModule, conversationsEntities } from '#conversations';
import { standIns } from './stand-ins.ts';

/** Rooms that conversations need, and their tables. */
export const rooms = [AccountsModule, ConversationsModule];
export const roomEntities = [...accountsEntities, ...conversationsEntities, ...standIns('variant', 'backend_version').slice(1)];

import { AccountsModule, accountsEntities } from '#accounts';
import { ConversationsModule, conversationsEntities } from '#conversations';
import { experimentsEntities } from '#experiments';
import { standIns } from './stand-ins.ts';

/** Rooms that conversations need, and their tables. */
export const rooms = [AccountsModule, ConversationsModule];
export const roomEntities = [...accountsEntities, ...experimentsEntities, ...conversationsEntities, ...standIns('backend_version').slice(1)];

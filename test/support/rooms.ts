import { AccountsModule, accountsEntities } from '#accounts';
import { backendsEntities } from '#backends';
import { ConversationsModule, conversationsEntities } from '#conversations';
import { experimentsEntities } from '#experiments';
import { knowledgeEntities } from '#knowledge';
import { modelsEntities } from '#models';
import { standIns } from './stand-ins.ts';

/** Rooms that conversations need, and their tables. */
export const rooms = [AccountsModule, ConversationsModule];
export const roomEntities = [
  ...accountsEntities, ...modelsEntities, ...knowledgeEntities, ...backendsEntities, ...experimentsEntities, ...conversationsEntities,
  ...standIns('training_run').slice(1),
];

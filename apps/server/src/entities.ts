import { accountsEntities } from '#accounts';
import { backendsEntities } from '#backends';
import { conversationsEntities } from '#conversations';
import { experimentsEntities } from '#experiments';
import { knowledgeEntities } from '#knowledge';
import { modelsEntities } from '#models';
import { trainingEntities } from '#training';

/** Every row that has a class; analytics' tables are read and written by SQL alone. */
export const entities = [
  ...accountsEntities, ...knowledgeEntities, ...modelsEntities, ...backendsEntities, ...experimentsEntities, ...conversationsEntities, ...trainingEntities,
];

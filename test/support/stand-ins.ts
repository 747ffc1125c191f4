import { Entity, PrimaryColumn } from 'typeorm';

type EntityClass = new () => object;

/**
 * Tables of other rooms, as much of each as a foreign key has to find: lets a room's tests run with its own entities.
 *
 * @param tables names of tenant tables; `workspace` is always there
 */
export function standIns(...tables: string[]): EntityClass[] {
  return [standIn('workspace', ['id']), ...tables.map((name) => standIn(name, ['workspaceId', 'id']))];
}

function standIn(table: string, key: string[]): EntityClass {
  class StandIn {}
  // Not its own room's entity: nothing is asked of the table.
  Entity(table, { synchronize: false })(StandIn);
  for (const column of key) PrimaryColumn('uuid')(StandIn.prototype, column);
  return StandIn;
}

import type { EntityManager } from 'typeorm';
import { Injectable } from '@nestjs/common';
import type { InputOf, Workspace, changeWorkspace } from '#contracts';
import { Database, Problem, newId } from '#platform';
import { WorkspaceRow } from './workspace.entity.ts';

export interface NewWorkspace {
  /** Made when absent; give one to write its rows in the same `inWorkspace` transaction. */
  id?: string;
  name: string;
  timeZone: string;
  demo: boolean;
  cpuPricePerHour?: number;
}

/** Makes a workspace; from here on the transaction works inside it. */
export async function createWorkspace(tx: EntityManager, { id = newId(), ...rest }: NewWorkspace): Promise<WorkspaceRow> {
  await tx.insert(WorkspaceRow, { id, ...rest });
  await tx.query(`select set_config('app.workspace', $1, true)`, [id]);
  return tx.findOneByOrFail(WorkspaceRow, { id });
}

export const workspaceReply = ({ id, name, timeZone, cpuPricePerHour }: WorkspaceRow): Workspace => ({ id, name, timeZone, cpuPricePerHour });

@Injectable()
export class Workspaces {
  constructor(private readonly db: Database) {}

  /** The demo workspace, when there is one. */
  demo(): Promise<WorkspaceRow | null> {
    return this.db.atTheDoor((tx) => tx.findOne(WorkspaceRow, { where: { demo: true }, order: { createdAt: 'ASC', id: 'ASC' } }));
  }

  /** @throws Problem `not_found` */
  async read(workspaceId: string): Promise<WorkspaceRow> {
    const found = await this.db.atTheDoor((tx) => tx.findOneBy(WorkspaceRow, { id: workspaceId }));
    if (!found) throw new Problem('not_found');
    return found;
  }

  async change(workspaceId: string, changes: InputOf<typeof changeWorkspace>): Promise<Workspace> {
    if (Object.keys(changes).length > 0) await this.db.inWorkspace(workspaceId, (tx) => tx.update(WorkspaceRow, { id: workspaceId }, changes));
    return workspaceReply(await this.read(workspaceId));
  }
}

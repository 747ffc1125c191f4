import type { EntityManager } from 'typeorm';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { InputOf, Workspace, WorkspaceBudgets, changeWorkspace } from '#contracts';
import { Database, Problem, newId } from '#platform';
import { WorkspaceRow } from './workspace.entity.ts';

/** A change of a budget reaches every server within this time. */
const REMEMBER_MS = 5_000;

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

export const workspaceReply = ({ id, name, timeZone, cpuPricePerHour, budgets }: WorkspaceRow): Workspace => ({ id, name, timeZone, cpuPricePerHour, budgets: { ...budgets } });

@Injectable()
export class Workspaces {
  private readonly budgets = new LRUCache<string, WorkspaceBudgets>({ max: 1_000, ttl: REMEMBER_MS });

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

  /** What all its answers may use in a day. At most five seconds old. @throws Problem `not_found` */
  async budgetsOf(workspaceId: string): Promise<WorkspaceBudgets> {
    const remembered = this.budgets.get(workspaceId);
    if (remembered) return remembered;
    const { budgets } = await this.read(workspaceId);
    this.budgets.set(workspaceId, budgets);
    return budgets;
  }

  async change(workspaceId: string, changes: InputOf<typeof changeWorkspace>): Promise<Workspace> {
    if (Object.keys(changes).length > 0) await this.db.inWorkspace(workspaceId, (tx) => tx.update(WorkspaceRow, { id: workspaceId }, changes));
    this.budgets.delete(workspaceId);
    return workspaceReply(await this.read(workspaceId));
  }
}

import { Injectable } from '@nestjs/common';
import { tunedSystemPrompt } from '#backends';
import type { DataSet, DataSetCount, DataSetEstimate, DataSetFilters, InputOf, ReplyOf, createDataSet, listDataSetsOfConversation } from '#contracts';
import { Broadcast } from '#conversations';
import { Database, Jobs, newId, Problem } from '#platform';
import type { EntityManager } from 'typeorm';
import { countTurns } from './build-data-set.ts';
import { DataSetRow } from './data-set.entity.ts';
import { isLearntFrom, readDataSets, readTurnsOfConversation, type DataSetPage } from './data-sets.sql.ts';
import { estimate } from './estimate.ts';

export const DATA_SET_JOB = 'data_set.build';
/** A building that is interrupted by restarts begins again as often as this. */
const ATTEMPTS = 25;

/** Data sets made of conversations: asked for here, built by the job. */
@Injectable()
export class DataSets {
  constructor(private readonly db: Database, private readonly jobs: Jobs, private readonly broadcast: Broadcast) {}

  /** @throws Problem `not_found` for a site of somebody else */
  async count(workspaceId: string, filters: DataSetFilters): Promise<DataSetCount> {
    await this.db.inWorkspace(workspaceId, (tx) => knowSite(tx, workspaceId, filters.siteId));
    return countTurns({ db: this.db, workspaceId, filters, signal: new AbortController().signal, tell: () => Promise.resolve() });
  }

  /** @throws Problem `not_found` for a site of somebody else */
  async create({ workspaceId, name: createdBy }: { workspaceId: string; name: string }, { name, ...filters }: InputOf<typeof createDataSet>): Promise<DataSet> {
    const id = newId();
    const made = await this.db.inWorkspace(workspaceId, async (tx) => {
      await knowSite(tx, workspaceId, filters.siteId);
      await tx.insert(DataSetRow, { workspaceId, id, name, filters: await withSystem(tx, workspaceId, filters), createdBy });
      await this.jobs.add(tx, DATA_SET_JOB, { workspaceId, id }, { key: `${DATA_SET_JOB} ${id}`, attempts: ATTEMPTS, queue: DATA_SET_JOB });
      return one(tx, workspaceId, id);
    });
    this.tell(workspaceId, id, made.state);
    return made;
  }

  list(workspaceId: string, { limit, before }: DataSetPage): Promise<{ items: DataSet[]; next: string | null }> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const found = await readDataSets(tx, workspaceId, { limit: limit + 1, before });
      const items = found.slice(0, limit);
      return { items, next: found.length > limit ? items.at(-1)!.id : null };
    });
  }

  /** @throws Problem `not_found` */
  read(workspaceId: string, id: string): Promise<DataSet> {
    return this.db.inWorkspace(workspaceId, (tx) => one(tx, workspaceId, id));
  }

  /** The conversations stay; a building under way finds nothing to store into. @throws Problem `not_found`, `data_set_in_use` */
  async remove(workspaceId: string, id: string): Promise<void> {
    await this.db.inWorkspace(workspaceId, async (tx) => {
      // Whoever begins a fine-tune on it meanwhile waits for this, or this for them.
      const row = await tx.findOne(DataSetRow, { where: { workspaceId, id }, lock: { mode: 'pessimistic_write' } });
      if (!row) throw new Problem('not_found');
      if (await isLearntFrom(tx, workspaceId, id)) throw new Problem('data_set_in_use');
      await tx.delete(DataSetRow, { workspaceId, id });
    });
  }

  /** @throws Problem `not_found`, `data_set_unfinished` */
  async estimate(workspaceId: string, id: string, { epochs, pricePerMillion }: { epochs: number; pricePerMillion: number }): Promise<DataSetEstimate> {
    const { manifest } = await this.read(workspaceId, id);
    if (!manifest) throw new Problem('data_set_unfinished');
    return estimate(manifest.parts, epochs, pricePerMillion);
  }

  /** @throws Problem `not_found` */
  ofConversation(workspaceId: string, conversationId: string): Promise<ReplyOf<typeof listDataSetsOfConversation>> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const known = await tx.query<unknown[]>('select 1 from conversation where workspace_id = $1 and id = $2', [workspaceId, conversationId]);
      if (known.length === 0) throw new Problem('not_found');
      return { items: await readTurnsOfConversation(tx, workspaceId, conversationId) };
    });
  }

  tell(workspaceId: string, dataSetId: string, state: DataSet['state']): void {
    this.broadcast.tellDesk(workspaceId, { type: 'data_set', dataSetId, state });
  }
}

async function one(tx: EntityManager, workspaceId: string, id: string): Promise<DataSet> {
  const [found] = await readDataSets(tx, workspaceId, { ids: [id], limit: 1 });
  if (!found) throw new Problem('not_found');
  return found;
}

/** Written down before the company may get another name: what a model learns with is what it is told when it serves. */
async function withSystem(tx: EntityManager, workspaceId: string, filters: DataSetFilters): Promise<DataSetFilters> {
  if (filters.systemPrompt.trim() !== '') return filters;
  const [workspace] = await tx.query<{ name: string }[]>('select name from workspace where id = $1', [workspaceId]);
  return { ...filters, systemPrompt: tunedSystemPrompt({ company: workspace?.name ?? '' }) };
}

async function knowSite(tx: EntityManager, workspaceId: string, siteId: string | null): Promise<void> {
  if (siteId === null) return;
  const known = await tx.query<unknown[]>('select 1 from site where workspace_id = $1 and id = $2', [workspaceId, siteId]);
  if (known.length === 0) throw new Problem('not_found');
}

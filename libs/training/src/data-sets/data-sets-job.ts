import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { DataSet } from '#contracts';
import { Database, Jobs, Problem } from '#platform';
import { z } from 'zod';
import { buildDataSet } from './build-data-set.ts';
import { DataSetRow } from './data-set.entity.ts';
import { beginBuilding, failBuilding, keepStage, storeBuilt } from './data-sets.sql.ts';
import { DATA_SET_JOB, DataSets } from './data-sets.service.ts';

const Payload = z.object({ workspaceId: z.uuid(), id: z.uuid() });

interface Run extends z.output<typeof Payload> {
  signal: AbortSignal;
}

/** Builds data sets. After a restart it begins again: nothing is stored before everything is. */
@Injectable()
export class DataSetsJob implements OnModuleInit {
  private readonly log = new Logger(DataSetsJob.name);

  constructor(private readonly db: Database, private readonly jobs: Jobs, private readonly dataSets: DataSets) {}

  onModuleInit(): void {
    this.jobs.handle(DATA_SET_JOB, (payload, signal) => this.handle({ ...Payload.parse(payload), signal }));
  }

  /** Throws only when the server stops: the queue then tries it again. */
  private async handle(run: Run): Promise<void> {
    const { workspaceId, id, signal } = run;
    const row = await this.db.inWorkspace(workspaceId, async (tx) => ((await beginBuilding(tx, workspaceId, id)) ? tx.findOneBy(DataSetRow, { workspaceId, id }) : null));
    if (!row) return;
    try {
      await this.build(run, row);
    } catch (error) {
      if (signal.aborted) throw error;
      await this.db.inWorkspace(workspaceId, (tx) => failBuilding(tx, workspaceId, id, error instanceof Problem ? error.code : 'internal'));
      this.log.error({ event: 'data_set.failed', workspaceId, dataSetId: id }, error);
      this.dataSets.tell(workspaceId, id, 'failed');
    }
  }

  private async build({ workspaceId, id, signal }: Run, { filters }: DataSetRow): Promise<void> {
    const tell = (stage: DataSet['stage'], done: number, total: number): Promise<void> => this.stage(workspaceId, id, { stage, done, total });
    const built = await buildDataSet({ db: this.db, workspaceId, filters, signal, tell });
    const stored = await this.db.inWorkspace(workspaceId, (tx) => storeBuilt(tx, workspaceId, id, built));
    if (!stored) return;
    const { qualify: turns, leaks } = built.manifest;
    this.log.log({ event: 'data_set.built', workspaceId, dataSetId: id, method: filters.method, turns, leaks });
    this.dataSets.tell(workspaceId, id, 'done');
  }

  private async stage(workspaceId: string, id: string, progress: Pick<DataSet, 'stage' | 'done' | 'total'>): Promise<void> {
    await this.db.inWorkspace(workspaceId, (tx) => keepStage(tx, workspaceId, id, progress));
    this.dataSets.tell(workspaceId, id, 'running');
  }
}

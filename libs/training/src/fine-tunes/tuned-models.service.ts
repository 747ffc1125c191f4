import { Injectable } from '@nestjs/common';
import { BackendVersions, type NewVersion } from '#backends';
import type { Backend, BackendVersion, InputOf, createFineTunedVersions } from '#contracts';
import { Catalogue } from '#models';
import { Database, Problem } from '#platform';
import type { EntityManager } from 'typeorm';
import { plainPack } from '../promotion.ts';
import { TrainingRuns } from '../training-runs.service.ts';
import { FineTuneJobRow } from './fine-tune-job.entity.ts';
import { JobKeys } from './job-keys.service.ts';

/** Where a tuned model answers. */
interface Served {
  name: string;
  baseUrl: string;
  apiKey: string | null;
}

/** What comes of a fine-tune: a model of the catalogue, and backend versions on it. */
@Injectable()
export class TunedModels {
  constructor(
    private readonly db: Database, private readonly catalogue: Catalogue, private readonly keys: JobKeys, private readonly versions: BackendVersions, private readonly runs: TrainingRuns,
  ) {}

  /** The backends that are to get a version; read before the transaction that writes. */
  async backendsOf({ workspaceId, backendIds }: Pick<FineTuneJobRow, 'workspaceId' | 'backendIds'>): Promise<Backend[]> {
    if (backendIds.length === 0) return [];
    return (await this.versions.list(workspaceId)).filter(({ id, kind, latest }) => backendIds.includes(id) && kind !== 'prompt' && !latest?.policy);
  }

  /** At the address where it was trained. */
  servedBy(job: FineTuneJobRow, name: string): Served {
    return { name, baseUrl: job.baseUrl ?? '', apiKey: this.keys.keyOf(job) };
  }

  /**
   * Brings the model into the catalogue and the versions to their backends, in the transaction in which the job succeeds.
   *
   * @returns null when another model of the same name answers at another address
   */
  async bring(tx: EntityManager, job: FineTuneJobRow, served: Served, backends: readonly Backend[]): Promise<{ id: string; key: string } | null> {
    const { input, output, hourly } = job.prices;
    const model = await this.catalogue.registerIn(tx, job.workspaceId, { ...served, prices: { inputPrice: input, outputPrice: output, hourlyPrice: hourly } });
    if (!model) return null;
    for (const backend of backends) await this.versions.saveIn(tx, job.workspaceId, versionOf(job, backend, model.key, null));
    return model;
  }

  /** What its server tells of it, such as the day of its retirement, is asked for in the background. */
  began(workspaceId: string, modelId: string): void {
    this.catalogue.beginAsking(workspaceId, modelId);
  }

  /** @throws Problem `not_found`, `fine_tune_untuned`, `invalid_request` for a backend that does not learn by training */
  async makeVersions(workspaceId: string, authorName: string, { id, backendIds }: InputOf<typeof createFineTunedVersions>): Promise<BackendVersion[]> {
    const job = await this.db.inWorkspace(workspaceId, (tx) => tx.findOneBy(FineTuneJobRow, { workspaceId, id }));
    if (!job) throw new Problem('not_found');
    if (job.modelKey === null || (job.provider !== 'embedded' && job.modelId === null)) throw new Problem('fine_tune_untuned');
    await this.runs.checkBackends(workspaceId, backendIds);
    const backends = await this.backendsOf({ workspaceId, backendIds });
    const { modelKey, trainingRunId } = job;
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const saved: BackendVersion[] = [];
      for (const backend of backends) saved.push(await this.versions.saveIn(tx, workspaceId, { ...versionOf(job, backend, modelKey, authorName), trainingRunId }));
      return saved;
    });
  }
}

/** With the newest prompt pack of its backend: what it was asked to keep to stays. */
function versionOf({ number }: FineTuneJobRow, { id: backendId, kind, latest }: Backend, model: string, authorName: string | null): NewVersion {
  return {
    backendId, model, trainingRunId: null, note: `Tuned by fine-tune ${number}.`, authorName, targetAccuracy: latest?.thresholds.target ?? null,
    promptPack: latest?.promptPack ?? (kind === 'hybrid' ? plainPack : null),
  };
}

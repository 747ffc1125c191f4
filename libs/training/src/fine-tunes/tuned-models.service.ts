import { Injectable } from '@nestjs/common';
import { BackendVersions, type NewVersion } from '#backends';
import type { Backend, BackendVersion, InputOf, createFineTunedVersions } from '#contracts';
import { Catalogue } from '#models';
import { Database, Problem } from '#platform';
import type { EntityManager } from 'typeorm';
import { plainPack } from '../promotion.ts';
import { TrainingRuns } from '../training-runs.service.ts';
import { FineTuneJobRow } from './fine-tune-job.entity.ts';
import { readCheckpoints } from './fine-tunes.sql.ts';
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
    const model = await this.catalogue.registerIn(tx, job.workspaceId, { ...served, prices: { inputPrice: input, outputPrice: output, hourlyPrice: hourly }, entered: job.provider === 'manual' });
    if (!model) return null;
    for (const backend of backends) await this.versions.saveIn(tx, job.workspaceId, { ...versionOf(job, backend, null), model: model.key });
    return model;
  }

  /** What its server tells of it, such as the day of its retirement, is asked for in the background. */
  began(workspaceId: string, modelId: string): void {
    this.catalogue.beginAsking(workspaceId, modelId);
  }

  /** @throws Problem `not_found`, `fine_tune_untuned`, `model_taken`, `invalid_request` for a backend that does not learn by training */
  async makeVersions(workspaceId: string, authorName: string, { id, backendIds, checkpoint }: InputOf<typeof createFineTunedVersions>): Promise<BackendVersion[]> {
    const job = await this.db.inWorkspace(workspaceId, (tx) => tx.findOneBy(FineTuneJobRow, { workspaceId, id }));
    if (!job) throw new Problem('not_found');
    await this.runs.checkBackends(workspaceId, backendIds);
    const [backends, apiKey] = [await this.backendsOf({ workspaceId, backendIds }), checkpoint === null ? null : await this.keyNow(job)];
    const made = await this.db.inWorkspace(workspaceId, async (tx) => {
      const on = checkpoint === null ? endOf(job) : await this.bringCheckpoint(tx, job, { ...this.servedBy(job, checkpoint), apiKey });
      const saved: BackendVersion[] = [];
      for (const backend of backends) saved.push(await this.versions.saveIn(tx, workspaceId, { ...versionOf(job, backend, authorName), ...on.version }));
      return { saved, newModelId: on.newModelId };
    });
    if (made.newModelId !== null) this.began(workspaceId, made.newModelId);
    return made.saved;
  }

  /** The tuned model may have been given another key since the training. */
  private async keyNow(job: FineTuneJobRow): Promise<string | null> {
    const known = job.modelId === null ? null : await this.catalogue.apiAddress(job.workspaceId, job.modelId);
    return known?.baseUrl === job.baseUrl ? known.apiKey : this.keys.keyOf(job);
  }

  /** The model as it was in the middle of its training, under the name by which its provider serves it. */
  private async bringCheckpoint(tx: EntityManager, job: FineTuneJobRow, served: Served): Promise<Chosen> {
    const checkpoint = (await readCheckpoints(tx, job)).find(({ model }) => model === served.name);
    if (!checkpoint) throw new Problem('not_found');
    const model = await this.bring(tx, job, served, []);
    if (!model) throw new Problem('model_taken');
    return { version: { model: model.key, note: `Tuned by fine-tune ${job.number}, as it was at step ${checkpoint.step}.` }, newModelId: model.id };
  }
}

/** What a version is to run on. */
interface Chosen {
  version: Pick<NewVersion, 'model'> & Partial<NewVersion>;
  newModelId: string | null;
}

/** @throws Problem `fine_tune_untuned` */
function endOf({ modelKey, provider, modelId, trainingRunId }: FineTuneJobRow): Chosen {
  if (modelKey === null || (provider !== 'embedded' && modelId === null)) throw new Problem('fine_tune_untuned');
  return { version: { model: modelKey, trainingRunId }, newModelId: null };
}

/** With the newest prompt pack of its backend: what it was asked to keep to stays. */
function versionOf({ number }: FineTuneJobRow, { id: backendId, kind, latest }: Backend, authorName: string | null): Omit<NewVersion, 'model'> {
  return {
    backendId, trainingRunId: null, note: `Tuned by fine-tune ${number}.`, authorName, targetAccuracy: latest?.thresholds.target ?? null,
    promptPack: latest?.promptPack ?? (kind === 'hybrid' ? plainPack : null),
  };
}

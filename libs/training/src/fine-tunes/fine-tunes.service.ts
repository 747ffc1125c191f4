import { Injectable } from '@nestjs/common';
import type { Actor } from '#accounts';
import { ModelFailureCode, fineTuneCapabilities, fineTuneMethodOf, isFineTuning, type FineTune, type FineTuneDetail, type FineTuneEstimate, type InputOf, type ReplyOf, type createFineTune, type estimateFineTune, type listFineTuneEvents, type retryFineTune } from '#contracts';
import { Broadcast } from '#conversations';
import { Catalogue } from '#models';
import { Database, Jobs, Problem, newId } from '#platform';
import type { EntityManager } from 'typeorm';
import { DataSets } from '../data-sets/data-sets.service.ts';
import { TrainingRuns } from '../training-runs.service.ts';
import { estimateFineTuning } from './estimate-fine-tune.ts';
import { FineTuneJobRow } from './fine-tune-job.entity.ts';
import { forgetCourse, nextFineTuneNumber, readCheckpoints, readCurve, readEvents, readFineTunes, usualAnswer, type FineTunePage } from './fine-tunes.sql.ts';
import { JobKeys } from './job-keys.service.ts';
import { queueFineTune } from './queue-fine-tune.ts';

type Wish = InputOf<typeof createFineTune>;

/** After these the job may still be well at its provider: a retry goes on with it. */
const mayGoOn = new Set<string>([...ModelFailureCode.options, 'model_taken', 'internal']);

/** Fine-tunes: asked for here, carried out by the job. */
@Injectable()
export class FineTunes {
  constructor(
    private readonly db: Database, private readonly jobs: Jobs, private readonly dataSets: DataSets, private readonly catalogue: Catalogue, private readonly keys: JobKeys,
    private readonly runs: TrainingRuns, private readonly broadcast: Broadcast,
  ) {}

  list(workspaceId: string, { limit, ...page }: FineTunePage): Promise<{ items: FineTune[]; next: string | null }> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const found = await readFineTunes(tx, workspaceId, { ...page, limit: limit + 1 });
      const items = found.slice(0, limit);
      return { items, next: found.length > limit ? items.at(-1)!.id : null };
    });
  }

  /** @throws Problem `not_found` */
  read(workspaceId: string, id: string): Promise<FineTuneDetail> {
    return this.db.inWorkspace(workspaceId, (tx) => one(tx, workspaceId, id));
  }

  /** @throws Problem `not_found` */
  events(workspaceId: string, { id, after, limit }: InputOf<typeof listFineTuneEvents>): Promise<ReplyOf<typeof listFineTuneEvents>> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const [known] = await readFineTunes(tx, workspaceId, { id, limit: 1 });
      if (!known) throw new Problem('not_found');
      const { items, total } = await readEvents(tx, { workspaceId, id }, after, limit);
      const last = items.at(-1)?.number ?? after;
      return { items, total, next: last < total ? last : null };
    });
  }

  /** @throws Problem `not_found`, `data_set_unfinished`, `fine_tune_method`, `model_host_refused`, `invalid_request` */
  async create({ workspaceId, name: createdBy }: Pick<Actor, 'workspaceId' | 'name'>, wish: Wish): Promise<FineTuneDetail> {
    const id = newId();
    const [what, where] = [await this.whatOf(workspaceId, wish), await this.whereOf(workspaceId, id, wish)];
    await this.runs.checkBackends(workspaceId, wish.backendIds);
    const { provider, note, parameters, prices, suffix, backendIds } = wish;
    const made = await this.db.inWorkspace(workspaceId, async (tx) => {
      const number = await nextFineTuneNumber(tx, workspaceId);
      await tx.insert(FineTuneJobRow, { ...what, ...where, workspaceId, id, number, provider, note, parameters, prices, suffix, backendIds, files: [], issues: [], createdBy });
      await queueFineTune(this.jobs, tx, { workspaceId, id });
      return one(tx, workspaceId, id);
    });
    this.tell(workspaceId, made);
    return made;
  }

  /** At once while nothing is sent; otherwise the provider is asked to stop. Asked a second time, it is not waited for. @throws Problem `not_found`, `fine_tune_state` */
  cancel(workspaceId: string, id: string): Promise<FineTuneDetail> {
    return this.changed(workspaceId, id, async (tx, job) => {
      if (!isFineTuning(job)) throw new Problem('fine_tune_state');
      const atOnce = job.cancelRequested || job.state === 'draft' || job.state === 'validating' || job.provider === 'manual';
      if (!atOnce) return tx.update(FineTuneJobRow, { workspaceId, id }, { cancelRequested: true });
      const errorCode = job.cancelRequested ? 'not_confirmed' : null;
      return tx.update(FineTuneJobRow, { workspaceId, id }, { cancelRequested: true, state: 'cancelled', errorCode, errorDetail: null, finishedAt: new Date(), nextPollAt: null });
    });
  }

  /** A job that may still be at its provider is gone on with; any other begins anew there. @throws Problem `not_found`, `fine_tune_state` */
  retry(workspaceId: string, { id, apiKey }: InputOf<typeof retryFineTune>): Promise<FineTuneDetail> {
    return this.changed(workspaceId, id, async (tx, job) => {
      if (job.state !== 'failed' && job.state !== 'cancelled') throw new Problem('fine_tune_state');
      const goesOn = job.state === 'failed' && mayGoOn.has(job.errorCode ?? '');
      const key = apiKey === undefined ? {} : this.keys.sealed(workspaceId, id, apiKey);
      const again = { ...key, cancelRequested: false, failures: 0, errorCode: null, errorDetail: null, finishedAt: null, nextPollAt: null };
      if (goesOn) return tx.update(FineTuneJobRow, { workspaceId, id }, { ...again, state: job.remoteId !== null ? 'queued' : job.files.length > 0 ? 'uploading' : 'validating' });
      await forgetCourse(tx, { workspaceId, id });
      return tx.update(FineTuneJobRow, { workspaceId, id }, {
        ...again, state: 'draft', attempt: job.attempt + 1, trainingFileId: null, validationFileId: null, remoteId: null, trainingRunId: null, newestEventId: null,
        fraction: null, step: null, steps: null, trainedTokens: null, startedAt: null, files: [], issues: [],
      });
    });
  }

  /** @throws Problem `not_found`, `data_set_unfinished` */
  async estimate(workspaceId: string, { dataSetId, epochs, prices, comparedModelId }: InputOf<typeof estimateFineTune>): Promise<FineTuneEstimate> {
    const { manifest } = await this.dataSets.read(workspaceId, dataSetId);
    if (!manifest) throw new Problem('data_set_unfinished');
    const model = comparedModelId === null ? undefined : (await this.catalogue.list(workspaceId)).find(({ id }) => id === comparedModelId);
    if (comparedModelId !== null && !model) throw new Problem('not_found');
    const usual = model && (await this.db.inWorkspace(workspaceId, (tx) => usualAnswer(tx, workspaceId, model.key)));
    return estimateFineTuning(manifest.parts, epochs, prices, model && usual ? { ...model, ...usual } : null);
  }

  tell(workspaceId: string, { id: fineTuneId, state }: Pick<FineTune, 'id' | 'state'>): void {
    this.broadcast.tellDesk(workspaceId, { type: 'fine_tune', fineTuneId, state });
  }

  /** What is learnt, from what and by which method. */
  private async whatOf(workspaceId: string, { provider, dataSetId, baseModel, parameters: { epochs }, prices, connectionModelId }: Wish): Promise<Pick<FineTuneJobRow, 'dataSetId' | 'method' | 'baseModel' | 'estimate'>> {
    if (provider === 'embedded') return { dataSetId: null, method: 'intents', baseModel: 'embedded/encoder', estimate: null };
    if (dataSetId === null || baseModel === null) throw new Problem('invalid_request', { detail: 'Choose a data set and a base model.' });
    const { filters } = await this.dataSets.read(workspaceId, dataSetId);
    const method = fineTuneMethodOf[filters.method];
    if (!fineTuneCapabilities[provider].methods.includes(method)) throw new Problem('fine_tune_method');
    return { dataSetId, method, baseModel, estimate: await this.estimate(workspaceId, { dataSetId, epochs, prices, comparedModelId: connectionModelId }) };
  }

  /** Address and key: those of a model in the catalogue, or entered ones. */
  private async whereOf(workspaceId: string, id: string, { provider, connectionModelId, baseUrl, apiKey }: Wish): Promise<Partial<FineTuneJobRow>> {
    if (provider !== 'openai') return { baseUrl: null };
    if (connectionModelId !== null) {
      const known = await this.catalogue.apiAddress(workspaceId, connectionModelId);
      return { baseUrl: known.baseUrl, ...this.keys.sealed(workspaceId, id, known.apiKey) };
    }
    if (baseUrl === null) throw new Problem('invalid_request', { detail: 'Choose a model whose address and key are used, or enter an address.' });
    await this.catalogue.checkHost(baseUrl);
    return { baseUrl, ...this.keys.sealed(workspaceId, id, apiKey) };
  }

  private async changed(workspaceId: string, id: string, change: (tx: EntityManager, job: FineTuneJobRow) => Promise<unknown>): Promise<FineTuneDetail> {
    const after = await this.db.inWorkspace(workspaceId, async (tx) => {
      await change(tx, await lockJob(tx, workspaceId, id));
      await queueFineTune(this.jobs, tx, { workspaceId, id });
      return one(tx, workspaceId, id);
    });
    this.tell(workspaceId, after);
    return after;
  }
}

/** @throws Problem `not_found`; `fine_tune_state` for a run that was started on the page of training, which is changed there */
async function lockJob(tx: EntityManager, workspaceId: string, id: string): Promise<FineTuneJobRow> {
  const job = await tx.getRepository(FineTuneJobRow).findOne({ where: { workspaceId, id }, lock: { mode: 'pessimistic_write' } });
  if (job) return job;
  const [run] = await readFineTunes(tx, workspaceId, { id, limit: 1 });
  throw new Problem(run ? 'fine_tune_state' : 'not_found');
}

async function one(tx: EntityManager, workspaceId: string, id: string): Promise<FineTuneDetail> {
  const [found] = await readFineTunes(tx, workspaceId, { id, limit: 1 });
  if (!found) throw new Problem('not_found');
  const job = await tx.findOneBy(FineTuneJobRow, { workspaceId, id });
  const { files = [], issues = [], estimate = null } = job ?? {};
  return { ...found, files, issues, estimate, curve: await readCurve(tx, { workspaceId, id }), checkpoints: await readCheckpoints(tx, { workspaceId, id }) };
}

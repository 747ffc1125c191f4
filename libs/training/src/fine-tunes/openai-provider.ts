import { Injectable } from '@nestjs/common';
import { fineTuneCapabilities } from '#contracts';
import { ModelFailed, type OpenAiApi } from '#models';
import { z } from 'zod';
import type { FineTuneJobRow } from './fine-tune-job.entity.ts';
import type { FineTuneProvider, Keep, Polled, Prepared, ToldCheckpoint, ToldEvent } from './fine-tune-provider.ts';
import { JobKeys } from './job-keys.service.ts';
import { RemoteCheckpoint, RemoteEvent, RemoteFile, RemoteJob, checkpointOf, creationOf, eventOf, marksOf, page, polledOf } from './openai-protocol.ts';
import { TrainingFiles } from './training-files.service.ts';

const A_PAGE = '100';
/** Of a list that never ends. */
const MOST_PAGES = 100;

/** Any server of the OpenAI job protocol: files, jobs, events, checkpoints, cancel. */
@Injectable()
export class OpenAiProvider implements FineTuneProvider {
  readonly capabilities = fineTuneCapabilities.openai;

  constructor(private readonly keys: JobKeys, private readonly files: TrainingFiles) {}

  prepare(job: FineTuneJobRow): Promise<Prepared> {
    return this.files.prepare(job, ['openai'], this.capabilities);
  }

  submit(job: FineTuneJobRow, keep: Keep, signal: AbortSignal): Promise<void> {
    return this.keys.during(job, async (api) => {
      const trainingFileId = await this.sendFile(api, job, 'train', signal);
      if (job.trainingFileId === null) await keep({ trainingFileId });
      const validationFileId = job.files.some(({ part }) => part === 'validation') ? await this.sendFile(api, job, 'validation', signal) : null;
      if (job.validationFileId !== validationFileId) await keep({ validationFileId });
      const known = await findJob(api, { ...job, trainingFileId }, signal);
      const { id } = known ?? read(RemoteJob, await api.post('/fine_tuning/jobs', creationOf({ ...job, validationFileId }, trainingFileId), signal));
      await keep({ remoteId: id });
    });
  }

  poll(job: FineTuneJobRow, signal: AbortSignal): Promise<Polled> {
    return this.keys.during(job, async (api) => polledOf(read(RemoteJob, await api.get(addressOf(job), {}, signal))));
  }

  /** The list begins with the newest one: pages are read until they meet what is stored, and kept only when there is no gap. */
  events(job: FineTuneJobRow, signal: AbortSignal): Promise<ToldEvent[]> {
    return this.keys.during(job, async (api) => {
      const found = await allOf(api, `${addressOf(job)}/events`, RemoteEvent, signal, (events) =>
        job.newestEventId !== null && newestFirst(events) && events.some(({ id }) => id === job.newestEventId));
      const ordered = newestFirst(found) ? found.reverse() : found;
      const from = ordered.findIndex(({ id }) => id === job.newestEventId) + 1;
      return ordered.slice(from).map(eventOf);
    });
  }

  checkpoints(job: FineTuneJobRow, signal: AbortSignal): Promise<ToldCheckpoint[]> {
    return this.keys.during(job, async (api) => (await orNone(allOf(api, `${addressOf(job)}/checkpoints`, RemoteCheckpoint, signal))).map(checkpointOf));
  }

  cancel(job: FineTuneJobRow, signal: AbortSignal): Promise<Polled | null> {
    return this.keys.during(job, async (api) => {
      // It may have been created just before a crash.
      const known = job.remoteId === null ? await findJob(api, job, signal) : read(RemoteJob, await api.get(addressOf(job), {}, signal));
      if (known === null) return null;
      const { state } = polledOf(known);
      if (state !== 'queued' && state !== 'running') return polledOf(known);
      return polledOf(read(RemoteJob, await api.post(`/fine_tuning/jobs/${encodeURIComponent(known.id)}/cancel`, null, signal)));
    });
  }

  /** A file of this name is ours and of this attempt: one that was sent before a crash is not sent again. */
  private async sendFile(api: OpenAiApi, job: FineTuneJobRow, part: 'train' | 'validation', signal: AbortSignal): Promise<string> {
    const known = part === 'train' ? job.trainingFileId : job.validationFileId;
    if (known !== null) return known;
    const fileName = `duet-${job.id}-${job.attempt}-${part}.jsonl`;
    const listed = await orNone(allOf(api, '/files', RemoteFile, signal, (files) => files.some(({ filename }) => filename === fileName), { purpose: 'fine-tune' }));
    const there = listed.find(({ filename, status }) => filename === fileName && status !== 'error' && status !== 'deleted');
    if (there) return there.id;
    const { content } = await this.files.content(job, 'openai', part);
    return read(RemoteFile, await api.upload('/files', { fields: { purpose: 'fine-tune' }, fileName, content }, signal)).id;
  }
}

const addressOf = ({ remoteId }: FineTuneJobRow): string => `/fine_tuning/jobs/${encodeURIComponent(remoteId ?? '')}`;

/** By our marks; on servers that keep none, by the training file, which no other job has. */
async function findJob(api: OpenAiApi, job: FineTuneJobRow, signal: AbortSignal): Promise<RemoteJob | null> {
  const { duet_job: id, duet_attempt: attempt } = marksOf(job);
  const ours = ({ metadata, training_file: file }: RemoteJob): boolean =>
    (metadata?.['duet_job'] === id && metadata?.['duet_attempt'] === attempt) || (job.trainingFileId !== null && file === job.trainingFileId);
  const found = await orNone(allOf(api, '/fine_tuning/jobs', RemoteJob, signal, (jobs) => jobs.some(ours)));
  return found.find(ours) ?? null;
}

/** A list of the protocol, page by page, until `enough`. */
async function allOf<T extends z.ZodType<{ id: string }>>(
  api: OpenAiApi, part: string, item: T, signal: AbortSignal, enough: (found: z.output<T>[]) => boolean = () => false, query: Record<string, string> = {},
): Promise<z.output<T>[]> {
  const all: z.output<T>[] = [];
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const last = all.at(-1);
    const { data, has_more: more } = read(page(item), await api.get(part, { ...query, limit: A_PAGE, ...(last ? { after: last.id } : {}) }, signal));
    const known = new Set(all.map(({ id }) => id));
    const fresh = data.filter(({ id }) => !known.has(id));
    all.push(...fresh);
    if (!more || fresh.length === 0 || enough(all)) return all;
  }
  return all;
}

/** Not every server has every list. */
async function orNone<T>(list: Promise<T[]>): Promise<T[]> {
  try {
    return await list;
  } catch (error) {
    if (error instanceof ModelFailed && /^(404|405|501):/.test(error.detail ?? '')) return [];
    throw error;
  }
}

const newestFirst = (events: readonly { created_at: Date }[]): boolean => events.length > 0 && events[0]!.created_at >= events.at(-1)!.created_at;

function read<T extends z.ZodType>(shape: T, reply: unknown): z.output<T> {
  const parsed = shape.safeParse(reply);
  if (!parsed.success) throw new ModelFailed('bad_response', { detail: `not as the protocol says: ${parsed.error.issues[0]?.path.join('.') ?? ''}`, cause: parsed.error, retryable: false });
  return parsed.data;
}

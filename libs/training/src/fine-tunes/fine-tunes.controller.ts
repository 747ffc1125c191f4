import { Controller, Res } from '@nestjs/common';
import { Requires, Who } from '#accounts';
import type { Actor } from '#accounts';
import {
  cancelFineTune, createFineTune, createFineTunedVersions, estimateFineTune, listFineTuneEvents, listFineTunes, readFineTune, readTrainingBundle, readTrainingCard, registerFineTuned, retryFineTune,
} from '#contracts';
import type { FineTuneDetail, FineTuneEstimate, InputOf, ReplyOf } from '#contracts';
import { Endpoint, Input, Problem } from '#platform';
import type { FastifyReply } from 'fastify';
import { DataSetFiles, type DataSetFile } from '../data-sets/data-set-files.service.ts';
import { DataSets } from '../data-sets/data-sets.service.ts';
import { FineTunes } from './fine-tunes.service.ts';
import { RegisteredModels } from './registered-models.service.ts';
import { trainingBundle } from './training-bundle.ts';
import { trainingCard } from './training-card.ts';
import { TunedModels } from './tuned-models.service.ts';

@Controller()
export class FineTunesController {
  constructor(private readonly fineTunes: FineTunes, private readonly registered: RegisteredModels, private readonly tuned: TunedModels, private readonly dataSets: DataSets, private readonly files: DataSetFiles) {}

  @Endpoint(listFineTunes)
  @Requires('models:read')
  list(@Input() page: InputOf<typeof listFineTunes>, @Who() who: Actor): Promise<ReplyOf<typeof listFineTunes>> {
    return this.fineTunes.list(who.workspaceId, page);
  }

  @Endpoint(readFineTune)
  @Requires('models:read')
  read(@Input() { id }: InputOf<typeof readFineTune>, @Who() who: Actor): Promise<FineTuneDetail> {
    return this.fineTunes.read(who.workspaceId, id);
  }

  @Endpoint(createFineTune)
  @Requires('models:write')
  create(@Input() wish: InputOf<typeof createFineTune>, @Who() who: Actor): Promise<FineTuneDetail> {
    return this.fineTunes.create(who, wish);
  }

  @Endpoint(cancelFineTune)
  @Requires('models:write')
  cancel(@Input() { id }: InputOf<typeof cancelFineTune>, @Who() who: Actor): Promise<FineTuneDetail> {
    return this.fineTunes.cancel(who.workspaceId, id);
  }

  @Endpoint(retryFineTune)
  @Requires('models:write')
  retry(@Input() wish: InputOf<typeof retryFineTune>, @Who() who: Actor): Promise<FineTuneDetail> {
    return this.fineTunes.retry(who.workspaceId, wish);
  }

  @Endpoint(listFineTuneEvents)
  @Requires('models:read')
  events(@Input() page: InputOf<typeof listFineTuneEvents>, @Who() who: Actor): Promise<ReplyOf<typeof listFineTuneEvents>> {
    return this.fineTunes.events(who.workspaceId, page);
  }

  @Endpoint(registerFineTuned)
  @Requires('models:write')
  register(@Input() served: InputOf<typeof registerFineTuned>, @Who() who: Actor): Promise<FineTuneDetail> {
    return this.registered.register(who.workspaceId, served);
  }

  @Endpoint(createFineTunedVersions)
  @Requires('models:write')
  async versions(@Input() wish: InputOf<typeof createFineTunedVersions>, @Who() who: Actor): Promise<ReplyOf<typeof createFineTunedVersions>> {
    return { items: await this.tuned.makeVersions(who.workspaceId, who.name, wish) };
  }

  @Endpoint(readTrainingCard)
  @Requires('export:read')
  async card(@Input() { id }: InputOf<typeof readTrainingCard>, @Who() who: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { job, card } = await this.toTake(who.workspaceId, id);
    void reply.type('text/markdown; charset=utf-8').header('content-disposition', `attachment; filename="fine-tune-${job.number}-card.md"`);
    return card;
  }

  @Endpoint(readTrainingBundle)
  @Requires('export:read')
  async bundle(@Input() { id }: InputOf<typeof readTrainingBundle>, @Who() who: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<Uint8Array> {
    const { job: { number, dataSet, files }, card } = await this.toTake(who.workspaceId, id);
    if (!dataSet || files.length === 0) throw new Problem('no_such_file', { detail: 'This fine-tune has no files, or its data set is deleted.' });
    const written: DataSetFile[] = [];
    // One after the other: each is as large as the data set.
    for (const { format, part } of files) written.push(await this.files.file(who.workspaceId, { id: dataSet.id, format, part }));
    void reply.type('application/zip').header('content-disposition', `attachment; filename="fine-tune-${number}.zip"`);
    return trainingBundle(card, written);
  }

  @Endpoint(estimateFineTune)
  @Requires('models:read')
  estimate(@Input() wish: InputOf<typeof estimateFineTune>, @Who() who: Actor): Promise<FineTuneEstimate> {
    return this.fineTunes.estimate(who.workspaceId, wish);
  }

  private async toTake(workspaceId: string, id: string): Promise<{ job: FineTuneDetail; card: string }> {
    const job = await this.fineTunes.read(workspaceId, id);
    return { job, card: trainingCard(job, job.dataSet && (await this.dataSets.read(workspaceId, job.dataSet.id))) };
  }
}

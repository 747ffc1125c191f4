import { Controller, Req } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import { changeModel, createModel, deleteModel, listModelFiles, listModels, readModelHealth, testModel, type InputOf, type Model, type ReplyOf } from '#contracts';
import { Endpoint, Input } from '#platform';
import type { FastifyRequest } from 'fastify';
import { Catalogue } from './catalogue.service.ts';
import { GgufModels } from './gguf/gguf-models.service.ts';
import { ModelsHealth } from './health/model-health.service.ts';
import { TextEngine } from './text-engine.ts';

@Controller()
export class ModelsController {
  constructor(private readonly catalogue: Catalogue, private readonly engine: TextEngine, private readonly modelsHealth: ModelsHealth, private readonly gguf: GgufModels) {}

  @Endpoint(listModels)
  @Requires('models:read')
  async list(@Who() who: Actor): Promise<ReplyOf<typeof listModels>> {
    return { items: await this.catalogue.list(who.workspaceId), embedded: this.engine.state() };
  }

  @Endpoint(listModelFiles)
  @Requires('models:read')
  files(): Promise<ReplyOf<typeof listModelFiles>> {
    return Promise.resolve(this.gguf.list());
  }

  @Endpoint(readModelHealth)
  @Requires('models:read')
  async health(@Who() who: Actor): Promise<ReplyOf<typeof readModelHealth>> {
    const models = await this.catalogue.list(who.workspaceId);
    return { items: await this.modelsHealth.read(who.workspaceId, models.map(({ id }) => id)) };
  }

  @Endpoint(createModel)
  @Requires('models:write')
  create(@Input() draft: InputOf<typeof createModel>, @Who() who: Actor): Promise<Model> {
    return this.catalogue.create(who.workspaceId, draft);
  }

  @Endpoint(changeModel)
  @Requires('models:write')
  change(@Input() changes: InputOf<typeof changeModel>, @Who() who: Actor): Promise<Model> {
    return this.catalogue.change(who.workspaceId, changes);
  }

  @Endpoint(deleteModel)
  @Requires('models:write')
  async delete(@Input() { id }: InputOf<typeof deleteModel>, @Who() who: Actor): Promise<ReplyOf<typeof deleteModel>> {
    await this.catalogue.delete(who.workspaceId, id);
    return { ok: true };
  }

  @Endpoint(testModel)
  @Requires('models:write')
  async test(@Input() { id }: InputOf<typeof testModel>, @Who() who: Actor, @Req() request: FastifyRequest): Promise<ReplyOf<typeof testModel>> {
    const left = new AbortController();
    const leave = (): void => left.abort();
    request.raw.socket.once('close', leave);
    try {
      return await this.catalogue.test(who.workspaceId, id, left.signal);
    } finally {
      request.raw.socket.off('close', leave);
    }
  }
}

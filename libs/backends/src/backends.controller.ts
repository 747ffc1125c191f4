import { Controller } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import {
  createBackend, createVersion, deleteBackend, listBackends, listVersions, readEditToAnswer, readVersion, restoreVersion,
  type Backend, type BackendVersion, type InputOf, type ReplyOf,
} from '#contracts';
import { Endpoint, Input } from '#platform';
import { BackendVersions } from './backend-versions.service.ts';
import { FirstAnswers } from './first-answers.service.ts';

@Controller()
export class BackendsController {
  constructor(private readonly versions: BackendVersions, private readonly firstAnswers: FirstAnswers) {}

  @Endpoint(listBackends)
  @Requires('models:read')
  async list(@Who() who: Actor): Promise<ReplyOf<typeof listBackends>> {
    return { items: await this.versions.list(who.workspaceId) };
  }

  @Endpoint(createBackend)
  @Requires('models:write')
  create(@Input() draft: InputOf<typeof createBackend>, @Who() who: Actor): Promise<Backend> {
    return this.versions.create(who.workspaceId, draft);
  }

  @Endpoint(deleteBackend)
  @Requires('models:write')
  async delete(@Input() { id }: InputOf<typeof deleteBackend>, @Who() who: Actor): Promise<ReplyOf<typeof deleteBackend>> {
    await this.versions.delete(who.workspaceId, id);
    return { ok: true };
  }

  @Endpoint(listVersions)
  @Requires('models:read')
  async listVersions(@Input() { id }: InputOf<typeof listVersions>, @Who() who: Actor): Promise<ReplyOf<typeof listVersions>> {
    return { items: await this.versions.versionsOf(who.workspaceId, id) };
  }

  @Endpoint(createVersion)
  @Requires('models:write')
  saveVersion(@Input() { id, ...draft }: InputOf<typeof createVersion>, @Who() who: Actor): Promise<BackendVersion> {
    return this.versions.save(who.workspaceId, { ...draft, backendId: id, authorName: who.name });
  }

  @Endpoint(readVersion)
  @Requires('models:read')
  readVersion(@Input() { id }: InputOf<typeof readVersion>, @Who() who: Actor): Promise<BackendVersion> {
    return this.versions.read(who.workspaceId, id);
  }

  @Endpoint(restoreVersion)
  @Requires('models:write')
  restoreVersion(@Input() { id }: InputOf<typeof restoreVersion>, @Who() who: Actor): Promise<BackendVersion> {
    return this.versions.restore(who.workspaceId, id, who.name);
  }

  @Endpoint(readEditToAnswer)
  @Requires('models:read')
  editToAnswer(@Input() version: InputOf<typeof readEditToAnswer>, @Who() who: Actor): Promise<ReplyOf<typeof readEditToAnswer>> {
    return this.firstAnswers.editToAnswer(who.workspaceId, version);
  }
}

import { Controller } from '@nestjs/common';
import type { InputOf, ReplyOf } from '#contracts';
import { createSiteSecret, deleteSiteSecret, listSiteSecrets } from '#contracts';
import { Endpoint, Input } from '#platform';
import { Requires } from './access.ts';
import { SiteSecrets } from './site-secrets.service.ts';
import { Who } from './who.ts';
import type { Actor } from './who.ts';

@Controller()
export class SiteSecretsController {
  constructor(private readonly secrets: SiteSecrets) {}

  @Endpoint(listSiteSecrets)
  @Requires('sites:write')
  async list(@Input() { id }: InputOf<typeof listSiteSecrets>, @Who() { workspaceId }: Actor): Promise<ReplyOf<typeof listSiteSecrets>> {
    return { items: await this.secrets.list({ workspaceId, id }) };
  }

  @Endpoint(createSiteSecret)
  @Requires('sites:write')
  create(@Input() { id }: InputOf<typeof createSiteSecret>, @Who() { workspaceId }: Actor): Promise<ReplyOf<typeof createSiteSecret>> {
    return this.secrets.create({ workspaceId, id });
  }

  @Endpoint(deleteSiteSecret)
  @Requires('sites:write')
  async remove(@Input() { id, secretId }: InputOf<typeof deleteSiteSecret>, @Who() { workspaceId }: Actor): Promise<{ ok: true }> {
    await this.secrets.remove({ workspaceId, id }, secretId);
    return { ok: true };
  }
}

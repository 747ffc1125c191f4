import { Controller } from '@nestjs/common';
import type { InputOf, Site } from '#contracts';
import { changeSite, createSite, listSites, readSite } from '#contracts';
import { Endpoint, Input } from '#platform';
import { Requires } from './access.ts';
import { Sites } from './sites.service.ts';
import { Who } from './who.ts';
import type { Actor } from './who.ts';

@Controller()
export class SitesController {
  constructor(private readonly sites: Sites) {}

  @Endpoint(listSites)
  @Requires('sites:read')
  async list(@Who() who: Actor): Promise<{ items: Site[] }> {
    return { items: await this.sites.list(who.workspaceId) };
  }

  @Endpoint(createSite)
  @Requires('sites:write')
  create(@Input() site: InputOf<typeof createSite>, @Who() who: Actor): Promise<Site> {
    return this.sites.create(who.workspaceId, site);
  }

  @Endpoint(readSite)
  @Requires('sites:read')
  read(@Input() { id }: InputOf<typeof readSite>, @Who() who: Actor): Promise<Site> {
    return this.sites.read(who.workspaceId, id);
  }

  @Endpoint(changeSite)
  @Requires('sites:write')
  change(@Input() changes: InputOf<typeof changeSite>, @Who() who: Actor): Promise<Site> {
    return this.sites.change(who.workspaceId, changes);
  }
}

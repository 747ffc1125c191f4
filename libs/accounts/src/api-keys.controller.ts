import { Controller } from '@nestjs/common';
import type { ApiKey, InputOf, ReplyOf } from '#contracts';
import { createApiKey, listApiKeys, revokeApiKey } from '#contracts';
import { Endpoint, Input } from '#platform';
import { Requires } from './access.ts';
import { ApiKeys } from './api-keys.service.ts';
import { Who } from './who.ts';
import type { Actor } from './who.ts';

@Controller()
export class ApiKeysController {
  constructor(private readonly keys: ApiKeys) {}

  @Endpoint(listApiKeys)
  @Requires('keys:write')
  async list(@Who() who: Actor): Promise<{ items: ApiKey[] }> {
    return { items: await this.keys.list(who.workspaceId) };
  }

  @Endpoint(createApiKey)
  @Requires('keys:write')
  create(@Input() input: InputOf<typeof createApiKey>, @Who() who: Actor): Promise<ReplyOf<typeof createApiKey>> {
    return this.keys.create(who.workspaceId, input);
  }

  @Endpoint(revokeApiKey)
  @Requires('keys:write')
  async revoke(@Input() { id }: InputOf<typeof revokeApiKey>, @Who() who: Actor): Promise<{ ok: true }> {
    await this.keys.revoke(who.workspaceId, id);
    return { ok: true };
  }
}

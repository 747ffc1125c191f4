import { Controller } from '@nestjs/common';
import { Requires, Who } from '#accounts';
import type { Actor } from '#accounts';
import { changeIntent, createIntent, deleteIntent, listIntents } from '#contracts';
import type { InputOf, Intent } from '#contracts';
import { Endpoint, Input } from '#platform';
import { Intents } from './intents.service.ts';

@Controller()
export class IntentsController {
  constructor(private readonly intents: Intents) {}

  @Endpoint(listIntents)
  @Requires('content:read')
  list(@Who() who: Actor): Promise<{ items: Intent[]; outOfScopeExamples: number }> {
    return this.intents.list(who.workspaceId);
  }

  @Endpoint(createIntent)
  @Requires('content:write')
  create(@Input() intent: InputOf<typeof createIntent>, @Who() who: Actor): Promise<Intent> {
    return this.intents.create(who.workspaceId, intent);
  }

  @Endpoint(changeIntent)
  @Requires('content:write')
  edit(@Input() changes: InputOf<typeof changeIntent>, @Who() who: Actor): Promise<Intent> {
    return this.intents.edit(who.workspaceId, changes);
  }

  @Endpoint(deleteIntent)
  @Requires('content:write')
  async delete(@Input() { id }: InputOf<typeof deleteIntent>, @Who() who: Actor): Promise<{ ok: true }> {
    await this.intents.delete(who.workspaceId, id);
    return { ok: true };
  }
}

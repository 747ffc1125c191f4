import { Controller } from '@nestjs/common';
import { Requires, Who, type Actor } from '#accounts';
import { listLabels, moveLabel, removeLabel, type BackendLabels, type InputOf } from '#contracts';
import { Endpoint, Input } from '#platform';
import { VersionLabels } from './version-labels.service.ts';

@Controller()
export class VersionLabelsController {
  constructor(private readonly labels: VersionLabels) {}

  @Endpoint(listLabels)
  @Requires('models:read')
  list(@Input() { id }: InputOf<typeof listLabels>, @Who() who: Actor): Promise<BackendLabels> {
    return this.labels.read(who.workspaceId, id);
  }

  @Endpoint(moveLabel)
  @Requires('models:write')
  move(@Input() move: InputOf<typeof moveLabel>, @Who() who: Actor): Promise<BackendLabels> {
    return this.labels.move(who.workspaceId, move, who.name);
  }

  @Endpoint(removeLabel)
  @Requires('models:write')
  remove(@Input() move: InputOf<typeof removeLabel>, @Who() who: Actor): Promise<BackendLabels> {
    return this.labels.remove(who.workspaceId, move, who.name);
  }
}

import { Controller } from '@nestjs/common';
import { Requires, Who } from '#accounts';
import type { Actor } from '#accounts';
import type { Experiment, ExperimentChange, InputOf, ReplyOf } from '#contracts';
import {
  archiveExperiment, changeExperiment, createExperiment, deleteExperiment, duplicateExperiment, listExperimentChanges, listExperiments, pauseExperiment, readExperiment, readLayer, restoreExperiment, startExperiment,
  stopExperiment,
} from '#contracts';
import { Endpoint, Input } from '#platform';
import { Experiments } from './experiments.service.ts';
import { Lifecycle } from './lifecycle.service.ts';

@Controller()
export class ExperimentsController {
  constructor(
    private readonly experiments: Experiments,
    private readonly lifecycle: Lifecycle,
  ) {}

  @Endpoint(listExperiments)
  @Requires('experiments:read')
  async list(@Input() { archived, ...filter }: InputOf<typeof listExperiments>, @Who() who: Actor): Promise<{ items: Experiment[] }> {
    return { items: await this.experiments.list(who.workspaceId, { ...filter, archived: archived === 'yes' }) };
  }

  @Endpoint(readLayer)
  @Requires('experiments:read')
  layer(@Input() layer: InputOf<typeof readLayer>, @Who() who: Actor): Promise<ReplyOf<typeof readLayer>> {
    return this.experiments.layer({ ...layer, workspaceId: who.workspaceId });
  }

  @Endpoint(createExperiment)
  @Requires('experiments:write')
  create(@Input() draft: InputOf<typeof createExperiment>, @Who() who: Actor): Promise<Experiment> {
    return this.experiments.create(who, draft);
  }

  @Endpoint(readExperiment)
  @Requires('experiments:read')
  read(@Input() { id }: InputOf<typeof readExperiment>, @Who() who: Actor): Promise<Experiment> {
    return this.experiments.read(who.workspaceId, id);
  }

  @Endpoint(listExperimentChanges)
  @Requires('experiments:read')
  async changes(@Input() { id }: InputOf<typeof listExperimentChanges>, @Who() who: Actor): Promise<{ items: ExperimentChange[] }> {
    return { items: await this.experiments.changes(who.workspaceId, id) };
  }

  @Endpoint(changeExperiment)
  @Requires('experiments:write')
  change(@Input() changes: InputOf<typeof changeExperiment>, @Who() who: Actor): Promise<Experiment> {
    return this.experiments.change(who, changes);
  }

  @Endpoint(startExperiment)
  @Requires('experiments:write')
  start(@Input() step: InputOf<typeof startExperiment>, @Who() who: Actor): Promise<Experiment> {
    return this.lifecycle.start(who, step);
  }

  @Endpoint(pauseExperiment)
  @Requires('experiments:write')
  pause(@Input() step: InputOf<typeof pauseExperiment>, @Who() who: Actor): Promise<Experiment> {
    return this.lifecycle.pause(who, step);
  }

  @Endpoint(stopExperiment)
  @Requires('experiments:write')
  stop(@Input() step: InputOf<typeof stopExperiment>, @Who() who: Actor): Promise<Experiment> {
    return this.lifecycle.stop(who, step);
  }

  @Endpoint(archiveExperiment)
  @Requires('experiments:write')
  archive(@Input() step: InputOf<typeof archiveExperiment>, @Who() who: Actor): Promise<Experiment> {
    return this.lifecycle.archive(who, step);
  }

  @Endpoint(restoreExperiment)
  @Requires('experiments:write')
  restore(@Input() step: InputOf<typeof restoreExperiment>, @Who() who: Actor): Promise<Experiment> {
    return this.lifecycle.restore(who, step);
  }

  @Endpoint(duplicateExperiment)
  @Requires('experiments:write')
  duplicate(@Input() { id }: InputOf<typeof duplicateExperiment>, @Who() who: Actor): Promise<Experiment> {
    return this.experiments.duplicate(who, id);
  }

  @Endpoint(deleteExperiment)
  @Requires('experiments:write')
  async remove(@Input() { id }: InputOf<typeof deleteExperiment>, @Who() who: Actor): Promise<{ ok: true }> {
    await this.experiments.remove(who.workspaceId, id);
    return { ok: true };
  }
}

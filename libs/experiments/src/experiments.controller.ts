import { Controller } from '@nestjs/common';
import { Requires, Who } from '#accounts';
import type { Actor } from '#accounts';
import type { Experiment, ExperimentChange, InputOf, ReplyOf, Results } from '#contracts';
import {
  changeExperiment, createExperiment, deleteExperiment, listExperimentChanges, listExperiments, pauseExperiment, planExperiment, readExperiment, readResults, startExperiment,
  stopExperiment,
} from '#contracts';
import { Endpoint, Input } from '#platform';
import { Experiments } from './experiments.service.ts';
import { Lifecycle } from './lifecycle.service.ts';
import { planOf } from './plan.ts';
import { ExperimentResults } from './results.service.ts';

@Controller()
export class ExperimentsController {
  constructor(
    private readonly experiments: Experiments,
    private readonly lifecycle: Lifecycle,
    private readonly results: ExperimentResults,
  ) {}

  @Endpoint(listExperiments)
  @Requires('experiments:read')
  async list(@Input() filter: InputOf<typeof listExperiments>, @Who() who: Actor): Promise<{ items: Experiment[] }> {
    return { items: await this.experiments.list(who.workspaceId, filter) };
  }

  @Endpoint(createExperiment)
  @Requires('experiments:write')
  create(@Input() draft: InputOf<typeof createExperiment>, @Who() who: Actor): Promise<Experiment> {
    return this.experiments.create(who, draft);
  }

  @Endpoint(planExperiment)
  @Requires('experiments:read')
  async plan(@Input() wish: InputOf<typeof planExperiment>): Promise<ReplyOf<typeof planExperiment>> {
    return planOf(wish);
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

  @Endpoint(deleteExperiment)
  @Requires('experiments:write')
  async remove(@Input() { id }: InputOf<typeof deleteExperiment>, @Who() who: Actor): Promise<{ ok: true }> {
    await this.experiments.remove(who.workspaceId, id);
    return { ok: true };
  }

  @Endpoint(readResults)
  @Requires('experiments:read')
  readResults(@Input() { id }: InputOf<typeof readResults>, @Who() who: Actor): Promise<Results> {
    return this.results.read(who.workspaceId, id);
  }
}

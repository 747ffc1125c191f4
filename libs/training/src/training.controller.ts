import { Controller } from '@nestjs/common';
import { Requires, Who } from '#accounts';
import type { Actor } from '#accounts';
import { cancelTraining, listTrainingRuns, readTrainingRun, startTraining } from '#contracts';
import type { InputOf, TrainingRun } from '#contracts';
import { Endpoint, Input } from '#platform';
import { TrainingRuns } from './training-runs.service.ts';

@Controller()
export class TrainingController {
  constructor(private readonly runs: TrainingRuns) {}

  @Endpoint(listTrainingRuns)
  @Requires('models:read')
  async list(@Who() who: Actor): Promise<{ items: TrainingRun[] }> {
    return { items: await this.runs.list(who.workspaceId) };
  }

  @Endpoint(readTrainingRun)
  @Requires('models:read')
  read(@Input() { id }: InputOf<typeof readTrainingRun>, @Who() who: Actor): Promise<TrainingRun> {
    return this.runs.read(who.workspaceId, id);
  }

  @Endpoint(startTraining)
  @Requires('models:write')
  start(@Input() wish: InputOf<typeof startTraining>, @Who() who: Actor): Promise<TrainingRun> {
    return this.runs.start(who.workspaceId, wish);
  }

  @Endpoint(cancelTraining)
  @Requires('models:write')
  cancel(@Input() { id }: InputOf<typeof cancelTraining>, @Who() who: Actor): Promise<TrainingRun> {
    return this.runs.cancel(who.workspaceId, id);
  }
}

import { Controller, Header, Res } from '@nestjs/common';
import { Requires, Who } from '#accounts';
import type { Actor } from '#accounts';
import { cancelTraining, exportModel, exportTrials, importModel, listTrainingRuns, listTrials, planTraining, readTrainingRun, startTraining } from '#contracts';
import type { InputOf, ReplyOf, TrainingRun, TrainingTrial } from '#contracts';
import { Endpoint, Input } from '#platform';
import type { FastifyReply } from 'fastify';
import { ModelFiles } from './model-files.service.ts';
import { TrainingRuns } from './training-runs.service.ts';
import { Trials } from './trials.service.ts';

@Controller()
export class TrainingController {
  constructor(private readonly runs: TrainingRuns, private readonly models: ModelFiles, private readonly trials: Trials) {}

  @Endpoint(listTrainingRuns)
  @Requires('models:read')
  async list(@Who() who: Actor): Promise<{ items: TrainingRun[] }> {
    return { items: await this.runs.list(who.workspaceId) };
  }

  @Endpoint(planTraining)
  @Requires('models:read')
  plan(@Who() who: Actor): Promise<ReplyOf<typeof planTraining>> {
    return this.trials.plan(who.workspaceId);
  }

  @Endpoint(listTrials)
  @Requires('models:read')
  async listTrials(@Input() { id }: InputOf<typeof listTrials>, @Who() who: Actor): Promise<{ items: TrainingTrial[] }> {
    return { items: await this.trials.list(who.workspaceId, id) };
  }

  @Endpoint(exportTrials)
  @Requires('export:read')
  @Header('content-type', 'text/csv; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="trials.csv"')
  exportTrials(@Input() { id }: InputOf<typeof exportTrials>, @Who() who: Actor): Promise<string> {
    return this.trials.csv(who.workspaceId, id);
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

  @Endpoint(exportModel)
  @Requires('export:read')
  @Header('content-type', 'application/octet-stream')
  async giveOut(@Input() { id }: InputOf<typeof exportModel>, @Who() who: Actor, @Res({ passthrough: true }) reply: FastifyReply): Promise<Uint8Array> {
    const { fileName, bytes, sha256 } = await this.models.giveOut(who.workspaceId, id);
    void reply.header('content-disposition', `attachment; filename="${fileName}"`);
    void reply.header('repr-digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`);
    return bytes;
  }

  @Endpoint(importModel)
  @Requires('models:write')
  takeIn(@Input() file: InputOf<typeof importModel>, @Who() who: Actor): Promise<TrainingRun> {
    return this.models.takeIn(who.workspaceId, file);
  }
}

import { Module } from '@nestjs/common';
import { BackendsModule } from '#backends';
import { ConversationsModule } from '#conversations';
import { ExperimentsModule } from '#experiments';
import { KnowledgeModule } from '#knowledge';
import { ModelsModule } from '#models';
import { Promotion } from './promotion.ts';
import { RunningTrainings } from './running-trainings.ts';
import { TrainingController } from './training.controller.ts';
import { TrainingJob } from './training-job.ts';
import { TrainingRuns } from './training-runs.service.ts';

/** What was learnt: training runs and the backend versions that come of them, the demo company, replays. */
@Module({
  imports: [BackendsModule, ConversationsModule, ExperimentsModule, KnowledgeModule, ModelsModule],
  controllers: [TrainingController],
  providers: [Promotion, RunningTrainings, TrainingJob, TrainingRuns],
  exports: [TrainingRuns],
})
export class TrainingModule {}

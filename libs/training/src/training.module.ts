import { Module } from '@nestjs/common';
import { BackendsModule } from '#backends';
import { ConversationsModule } from '#conversations';
import { ExperimentsModule } from '#experiments';
import { KnowledgeModule } from '#knowledge';
import { ModelsModule } from '#models';
import { DemoBackends } from './demo-backends.ts';
import { DemoComparison } from './demo-comparison.ts';
import { DemoKnowledge } from './demo-knowledge.ts';
import { DemoPlaces } from './demo-places.ts';
import { Demo } from './demo.service.ts';
import { Promotion } from './promotion.ts';
import { ReplaysController } from './replays.controller.ts';
import { Replays } from './replays.service.ts';
import { RunningTrainings } from './running-trainings.ts';
import { TrainingController } from './training.controller.ts';
import { TrainingJob } from './training-job.ts';
import { TrainingRuns } from './training-runs.service.ts';

const demo = [Demo, DemoBackends, DemoComparison, DemoKnowledge, DemoPlaces];
const training = [Promotion, RunningTrainings, TrainingJob, TrainingRuns];

/** What was learnt: training runs and the backend versions that come of them, the demo company, replays. */
@Module({
  imports: [BackendsModule, ConversationsModule, ExperimentsModule, KnowledgeModule, ModelsModule],
  controllers: [ReplaysController, TrainingController],
  providers: [Replays, ...demo, ...training],
  exports: [Demo, Replays, TrainingRuns],
})
export class TrainingModule {}

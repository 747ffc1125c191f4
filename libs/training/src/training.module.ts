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
import { Learning } from './learning.ts';
import { LostRuns } from './lost-runs.ts';
import { ModelFiles } from './model-files.service.ts';
import { Promotion } from './promotion.ts';
import { ReplaysController } from './replays.controller.ts';
import { Replays } from './replays.service.ts';
import { RunningTrainings } from './running-trainings.ts';
import { AskedQuestions } from './topics/asked-questions.ts';
import { SuggestionsController } from './topics/suggestions.controller.ts';
import { Suggestions } from './topics/suggestions.service.ts';
import { TopicRefreshes } from './topics/topic-refreshes.service.ts';
import { TopicsController } from './topics/topics.controller.ts';
import { TopicsJob } from './topics/topics-job.ts';
import { Topics } from './topics/topics.service.ts';
import { TrainingController } from './training.controller.ts';
import { TrainingJob } from './training-job.ts';
import { TrainingRuns } from './training-runs.service.ts';
import { Trials } from './trials.service.ts';

const demo = [Demo, DemoBackends, DemoComparison, DemoKnowledge, DemoPlaces];
const topics = [AskedQuestions, Suggestions, TopicRefreshes, Topics, TopicsJob];
const training = [Learning, LostRuns, ModelFiles, Promotion, RunningTrainings, TrainingJob, TrainingRuns, Trials];

/** What was learnt: training runs and the backend versions that come of them, topics that nobody answers yet, the demo company, replays. */
@Module({
  imports: [BackendsModule, ConversationsModule, ExperimentsModule, KnowledgeModule, ModelsModule],
  controllers: [ReplaysController, SuggestionsController, TopicsController, TrainingController],
  providers: [Replays, ...demo, ...topics, ...training],
  exports: [Demo, Replays, TrainingRuns],
})
export class TrainingModule {}

import { Module } from '@nestjs/common';
import { BackendsModule } from '#backends';
import { ConversationsModule } from '#conversations';
import { ExperimentsModule } from '#experiments';
import { KnowledgeModule } from '#knowledge';
import { ModelsModule } from '#models';
import { DataSetFiles } from './data-sets/data-set-files.service.ts';
import { DataSetsController } from './data-sets/data-sets.controller.ts';
import { DataSetsJob } from './data-sets/data-sets-job.ts';
import { DataSets } from './data-sets/data-sets.service.ts';
import { DemoBackends } from './demo-backends.ts';
import { DemoComparison } from './demo-comparison.ts';
import { DemoKnowledge } from './demo-knowledge.ts';
import { DemoPlaces } from './demo-places.ts';
import { Demo } from './demo.service.ts';
import { CaseAnswers } from './evaluations/case-answers.ts';
import { CaseSources } from './evaluations/case-sources.service.ts';
import { BlindChoosing } from './evaluations/choices.service.ts';
import { EvaluationAnswers } from './evaluations/evaluation-answers.service.ts';
import { EvaluationCases } from './evaluations/evaluation-cases.service.ts';
import { EvaluationJob } from './evaluations/evaluation-job.ts';
import { EvaluationSetsController } from './evaluations/evaluation-sets.controller.ts';
import { EvaluationSets } from './evaluations/evaluation-sets.service.ts';
import { EvaluationStepsController } from './evaluations/evaluation-steps.controller.ts';
import { EvaluationsController } from './evaluations/evaluations.controller.ts';
import { Evaluations } from './evaluations/evaluations.service.ts';
import { PairJudge } from './evaluations/judge/pair-judge.ts';
import { EvaluationPromotions } from './evaluations/promotions.service.ts';
import { Verdicts } from './evaluations/verdicts.ts';
import { EmbeddedProvider } from './fine-tunes/embedded-provider.ts';
import { FineTuneSteps } from './fine-tunes/fine-tune-steps.service.ts';
import { FineTunesController } from './fine-tunes/fine-tunes.controller.ts';
import { FineTunesJob } from './fine-tunes/fine-tunes-job.ts';
import { FineTunes } from './fine-tunes/fine-tunes.service.ts';
import { JobKeys } from './fine-tunes/job-keys.service.ts';
import { ManualProvider } from './fine-tunes/manual-provider.ts';
import { OpenAiProvider } from './fine-tunes/openai-provider.ts';
import { RegisteredModels } from './fine-tunes/registered-models.service.ts';
import { TrainingFiles } from './fine-tunes/training-files.service.ts';
import { TunedModels } from './fine-tunes/tuned-models.service.ts';
import { Learning } from './learning.ts';
import { LoopController } from './loop/loop.controller.ts';
import { LearningLoop } from './loop/loop.service.ts';
import { LostRuns } from './lost-runs.ts';
import { ModelFiles } from './model-files.service.ts';
import { OptimizerController } from './optimizer/optimizer.controller.ts';
import { OptimizerJob } from './optimizer/optimizer-job.ts';
import { OptimizerPlans } from './optimizer/optimizer-plans.service.ts';
import { OptimizerRuns } from './optimizer/optimizer-runs.service.ts';
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

const dataSets = [DataSetFiles, DataSets, DataSetsJob];
const demo = [Demo, DemoBackends, DemoComparison, DemoKnowledge, DemoPlaces];
const evaluations = [BlindChoosing, CaseAnswers, CaseSources, EvaluationAnswers, EvaluationCases, EvaluationJob, EvaluationPromotions, EvaluationSets, Evaluations, PairJudge, Verdicts];
const fineTunes = [EmbeddedProvider, FineTuneSteps, FineTunes, FineTunesJob, JobKeys, ManualProvider, OpenAiProvider, RegisteredModels, TrainingFiles, TunedModels];
const optimizer = [OptimizerJob, OptimizerPlans, OptimizerRuns];
const topics = [AskedQuestions, Suggestions, TopicRefreshes, Topics, TopicsJob];
const training = [Learning, LostRuns, ModelFiles, Promotion, RunningTrainings, TrainingJob, TrainingRuns, Trials];

/** What was learnt: training runs, fine-tunes and the backend versions that come of them, data sets made of conversations, prompts improved on cases, topics that nobody answers yet, the demo company, replays. */
@Module({
  imports: [BackendsModule, ConversationsModule, ExperimentsModule, KnowledgeModule, ModelsModule],
  controllers: [DataSetsController, EvaluationSetsController, EvaluationStepsController, EvaluationsController, FineTunesController, OptimizerController, LoopController, ReplaysController, SuggestionsController, TopicsController, TrainingController],
  providers: [LearningLoop, Replays, ...dataSets, ...demo, ...evaluations, ...fineTunes, ...optimizer, ...topics, ...training],
  exports: [Demo, Replays, TrainingRuns],
})
export class TrainingModule {}

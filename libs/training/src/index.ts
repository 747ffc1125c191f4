import { DataSetRow } from './data-sets/data-set.entity.ts';
import { DataSetTurnRow } from './data-sets/data-set-turn.entity.ts';
import { EvaluationAnswerRow } from './evaluations/evaluation-answer.entity.ts';
import { EvaluationCaseRow } from './evaluations/evaluation-case.entity.ts';
import { EvaluationComparisonRow } from './evaluations/evaluation-comparison.entity.ts';
import { EvaluationSetRow } from './evaluations/evaluation-set.entity.ts';
import { EvaluationRow } from './evaluations/evaluation.entity.ts';
import { FineTuneCheckpointRow } from './fine-tunes/fine-tune-checkpoint.entity.ts';
import { FineTuneEventRow } from './fine-tunes/fine-tune-event.entity.ts';
import { FineTuneJobRow } from './fine-tunes/fine-tune-job.entity.ts';
import { OptimizerCandidateRow } from './optimizer/optimizer-candidate.entity.ts';
import { OptimizerRunRow } from './optimizer/optimizer-run.entity.ts';
import { ArticleSuggestionRow } from './topics/article-suggestion.entity.ts';
import { TopicQuestionRow } from './topics/topic-question.entity.ts';
import { TopicRefreshRow } from './topics/topic-refresh.entity.ts';
import { TopicRow } from './topics/topic.entity.ts';
import { TrainingRunRow } from './training-run.entity.ts';

export const trainingEntities = [TrainingRunRow, TopicRow, TopicQuestionRow, TopicRefreshRow, ArticleSuggestionRow, DataSetRow, DataSetTurnRow, EvaluationSetRow, EvaluationCaseRow, EvaluationRow, EvaluationAnswerRow, EvaluationComparisonRow, FineTuneJobRow, FineTuneEventRow, FineTuneCheckpointRow, OptimizerRunRow, OptimizerCandidateRow];

export { importCommand, replayCommand, trainCommand } from './commands.ts';
export { forgetFineTuneKeys } from './fine-tunes/job-keys.service.ts';
export { modelCommand } from './model-command.ts';
export { readDemo } from './demo-files.ts';
export { Demo, type DemoPlace, type DemoProgress } from './demo.service.ts';
export { Replays } from './replays.service.ts';
export { TrainingModule } from './training.module.ts';
export { TrainingRuns } from './training-runs.service.ts';
export { terminalProgress, type TerminalProgress } from './terminal-progress.ts';

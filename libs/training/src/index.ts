import { ArticleSuggestionRow } from './topics/article-suggestion.entity.ts';
import { TopicQuestionRow } from './topics/topic-question.entity.ts';
import { TopicRefreshRow } from './topics/topic-refresh.entity.ts';
import { TopicRow } from './topics/topic.entity.ts';
import { TrainingRunRow } from './training-run.entity.ts';

export const trainingEntities = [TrainingRunRow, TopicRow, TopicQuestionRow, TopicRefreshRow, ArticleSuggestionRow];

export { importCommand, replayCommand, trainCommand } from './commands.ts';
export { modelCommand } from './model-command.ts';
export { readDemo } from './demo-files.ts';
export { Demo, type DemoPlace, type DemoProgress } from './demo.service.ts';
export { Replays } from './replays.service.ts';
export { TrainingModule } from './training.module.ts';
export { TrainingRuns } from './training-runs.service.ts';
export { terminalProgress, type TerminalProgress } from './terminal-progress.ts';

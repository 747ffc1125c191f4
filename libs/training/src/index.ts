import { TrainingRunRow } from './training-run.entity.ts';

export const trainingEntities = [TrainingRunRow];

export { TrainingModule } from './training.module.ts';
export { TrainingRuns } from './training-runs.service.ts';

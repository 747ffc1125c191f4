import { TrainingRunRow } from './training-run.entity.ts';

export const trainingEntities = [TrainingRunRow];

export { Demo, type DemoPlace, type DemoProgress } from './demo.service.ts';
export { Replays } from './replays.service.ts';
export { TrainingModule } from './training.module.ts';
export { TrainingRuns } from './training-runs.service.ts';

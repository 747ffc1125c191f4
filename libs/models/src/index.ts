export { ArtefactRow } from './artefact.entity.ts';
export { encoderName } from './encoder-files.ts';
export type { EncodedText } from './encoder-pool.ts';
export { ModelRow } from './model.entity.ts';
export { ModelsModule, modelsEntities } from './models.module.ts';
export { TextEngine, type EncoderState } from './text-engine.ts';
export type { IntentTrainingInput, TrainedIntentModel, TrainingExample, TrainingStep } from './training-messages.ts';

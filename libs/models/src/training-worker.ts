/** Worker thread: trains one intent model, tells its steps and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import {
  createEncoder, serialiseIntentModel, trainBySearch, trainIntentModel, type EmbeddedExample, type Encoder, type IntentTraining, type SearchProgress, type TrainedIntent,
} from '#textmodels';
import { readEncoderFiles } from './encoder-files.ts';
import { threadCpuMs } from './thread-clock.ts';
import type { IntentSearch, SearchFindings, TrainedIntentModel, TrainingExample, TrainingReply, TrainingStep, TrainingWorkerData } from './training-messages.ts';

const textsAtOnce = 32;
const port = parentPort!;
const begun = threadCpuMs();
const { folder, input } = workerData as TrainingWorkerData;

function send(reply: TrainingReply): void {
  port.postMessage(reply);
}
const tell = (step: TrainingStep): void => send({ kind: 'step', step });

function withVectors(encoder: Encoder, examples: readonly TrainingExample[]): EmbeddedExample[] {
  const total = examples.length;
  const missing = examples.filter(({ pooled }) => !pooled).map(({ text }) => text);
  const made = new Map<string, Float32Array>();
  tell({ stage: 'embedding', done: total - missing.length, total });
  for (let start = 0; start < missing.length; start += textsAtOnce) {
    const group = missing.slice(start, start + textsAtOnce);
    encoder.pooledBatch(group).forEach((pooled, index) => made.set(group[index]!, pooled));
    tell({ stage: 'embedding', done: total - missing.length + start + group.length, total });
  }
  return examples.map((example) => ({ ...example, pooled: example.pooled ?? made.get(example.text)! }));
}

type Fitted = TrainedIntent & { search?: SearchFindings };

function train(): TrainedIntentModel {
  const encoder = createEncoder(readEncoderFiles(folder));
  const training = {
    examples: withVectors(encoder, input.examples), topLayer: encoder.topLayer, kernel: encoder.kernel, seed: input.seed,
    neverAnswered: input.neverAnswered ?? [],
    ...(input.recipe && { recipe: input.recipe }),
  };
  const { model, report, search } = input.search ? searched(training, input.search) : fitted(training);
  return {
    bytes: serialiseIntentModel(model), report, mixtures: model.mixtures,
    temperature: model.weights.calibration.fineTuned.temperature, cpuSeconds: (threadCpuMs() - begun) / 1_000, ...(search && { search }),
  };
}

function fitted(training: IntentTraining): Fitted {
  const steps = trainIntentModel(training);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    tell({ stage: 'training', ...step.value });
  }
}

function searched(training: IntentTraining, { trials, cpuMs, known }: IntentSearch): Fitted {
  const steps = trainBySearch({ ...training, trials, cpuMs, known, clock: threadCpuMs });
  for (;;) {
    const step = steps.next();
    if (step.done) return { ...step.value, search: { verdict: step.value.search, test: step.value.test } };
    tellSearch(step.value);
  }
}

function tellSearch(progress: SearchProgress): void {
  if (progress.searching) {
    const { measured, done, planned, trials } = progress;
    return tell({ stage: 'searching', measured, done, planned, trials });
  }
  const { searching: _, model, ...rest } = progress;
  tell({ stage: 'training', model: model === 'standard' ? 1 : 2, ...rest });
}

send({ kind: 'done', trained: train() });

/** Worker thread: trains one intent model, tells its steps and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { createEncoder, serialiseIntentModel, trainIntentModel, type EmbeddedExample, type Encoder } from '#textmodels';
import { readEncoderFiles } from './encoder-files.ts';
import { threadCpuMs } from './thread-clock.ts';
import type { TrainedIntentModel, TrainingExample, TrainingReply, TrainingStep, TrainingWorkerData } from './training-messages.ts';

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

function train(): TrainedIntentModel {
  const encoder = createEncoder(readEncoderFiles(folder));
  const steps = trainIntentModel({
    examples: withVectors(encoder, input.examples), topLayer: encoder.topLayer, kernel: encoder.kernel, seed: input.seed,
    neverAnswered: input.neverAnswered ?? [],
    ...(input.recipe && { recipe: input.recipe }),
  });
  for (;;) {
    const step = steps.next();
    if (!step.done) {
      tell({ stage: 'training', ...step.value });
      continue;
    }
    const { model, report } = step.value;
    return {
      bytes: serialiseIntentModel(model), report, mixtures: model.mixtures,
      temperature: model.weights.calibration.fineTuned.temperature, cpuSeconds: (threadCpuMs() - begun) / 1_000,
    };
  }
}

send({ kind: 'done', trained: train() });

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
  const embedded: EmbeddedExample[] = [];
  tell({ stage: 'embedding', done: 0, total: examples.length });
  for (let start = 0; start < examples.length; start += textsAtOnce) {
    const group = examples.slice(start, start + textsAtOnce);
    const pooled = encoder.pooledBatch(group.map(({ text }) => text));
    group.forEach((example, index) => embedded.push({ ...example, pooled: pooled[index]! }));
    tell({ stage: 'embedding', done: embedded.length, total: examples.length });
  }
  return embedded;
}

function train(): TrainedIntentModel {
  const encoder = createEncoder(readEncoderFiles(folder));
  const steps = trainIntentModel({
    examples: withVectors(encoder, input.examples), topLayer: encoder.topLayer, kernel: encoder.kernel, seed: input.seed,
    ...(input.epochs === null ? {} : { epochs: input.epochs }),
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

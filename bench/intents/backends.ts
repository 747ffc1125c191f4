import { applyTopLayerToAll, serialiseIntentModel, trainIntentModel, type Encoder, type TrainedIntent } from '#textmodels';
import { likeness, trainedRecogniser } from '../../libs/backends/src/recognisers.ts';
import type { Recognition } from '../../libs/backends/src/recognition.ts';
import { drawShots, OUTSIDE, type LabelledRow, type ReadRow } from './labelled-rows.ts';

/** A backend that has learnt: what it says of a question, what learning cost, and what it needs to answer elsewhere. */
export interface Learnt {
  readonly backend: string;
  readonly recognise: (row: ReadRow) => Recognition;
  /** Processor seconds from cold, vectors included. */
  readonly learnCpuSeconds: number;
  readonly asked: Asked;
}

/** How a process of its own answers the same: by a trained artefact, or by examples. */
export type Asked =
  | { kind: 'fine_tuned' | 'hybrid'; artefact: Uint8Array }
  | { kind: 'prompt'; examples: readonly LabelledRow[] };

/** Texts that are encoded in one pass. */
const together = 32;

export const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

export interface Reading {
  readonly rows: readonly ReadRow[];
  /** Of one row, on average. */
  readonly cpuSecondsEach: number;
}

export function readRows(encoder: Encoder, rows: readonly LabelledRow[]): Reading {
  const begun = cpuSeconds();
  const pooled: Float32Array[] = [];
  for (let start = 0; start < rows.length; start += together) {
    pooled.push(...encoder.pooledBatch(rows.slice(start, start + together).map(({ text }) => text)));
  }
  const vectors = applyTopLayerToAll(encoder.topLayer, pooled, encoder.kernel);
  const read = rows.map((row, at) => ({ ...row, pooled: pooled[at]!, vector: vectors[at]! }));
  return { rows: read, cpuSecondsEach: (cpuSeconds() - begun) / Math.max(1, rows.length) };
}

/** The frozen encoder and the examples that a prompt pack would show. */
function promptBackend(backend: string, { rows, cpuSecondsEach }: Reading): Learnt {
  const recognise = likeness({ examples: rows, vectors: rows.map(({ vector }) => vector), all: rows })!;
  const examples = rows.map(({ text, label }) => ({ text, label }));
  return {
    backend, learnCpuSeconds: cpuSecondsEach * rows.length, asked: { kind: 'prompt', examples },
    recognise: (row) => recognise({ text: row.text, language: null, vectors: row }),
  };
}

/** Both trained backends: they come from one training. */
export function trainedBackends(encoder: Encoder, { rows, cpuSecondsEach }: Reading, seed: number, tell: (line: string) => void): Learnt[] {
  const begun = cpuSeconds();
  const { model } = train(encoder, rows, seed, tell);
  const learnCpuSeconds = cpuSecondsEach * rows.length + cpuSeconds() - begun;
  const artefact = serialiseIntentModel(model);
  tell(`artefact ${(artefact.length / 1e6).toFixed(2)} MB; shares ${JSON.stringify(model.mixtures)}`);
  return (['fine_tuned', 'hybrid'] as const).map((kind) => {
    const recognise = trainedRecogniser(model, kind);
    return {
      backend: kind, learnCpuSeconds, asked: { kind, artefact },
      recognise: (row: ReadRow) => recognise({ text: row.text, language: null, vectors: row }),
    };
  });
}

function train(encoder: Encoder, examples: readonly ReadRow[], seed: number, tell: (line: string) => void): TrainedIntent {
  const steps = trainIntentModel({
    examples, topLayer: encoder.topLayer, kernel: encoder.kernel, seed, neverAnswered: [OUTSIDE], drawTest: false,
  });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const { round, rounds, phase, epoch, epochs, loss, validationAccuracy } = step.value;
    if (epoch === epochs) tell(`round ${round} of ${rounds}, ${phase}, epoch ${epoch}: loss ${loss.toFixed(3)}, validation ${(100 * validationAccuracy).toFixed(1)} %`);
  }
}

/** What a prompt pack shows when nobody chose: so many of each intent. */
const shownByDefault = 10;

export function promptBackends(reading: Reading, shots: number, seed: number): Learnt[] {
  if (shots > 0) return [promptBackend('prompt', reading)];
  const shown = { ...reading, rows: drawShots(reading.rows, shownByDefault, seed) };
  return [promptBackend(`prompt, ${shownByDefault} of each`, shown), promptBackend('prompt, all', reading)];
}

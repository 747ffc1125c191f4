/*
 * A process that only answers: the encoder and one backend, from the build. Reads a job, prints what a question costs
 * once everything is warm, and how much memory the process holds.
 */
import fs from 'node:fs';
import { createEncoder, loadIntentModel, topLayerApplier } from '#textmodels';
import { likeness, trainedRecogniser } from '../../dist/libs/backends/src/recognisers.js';
import { packagedEncoderFolder, readEncoderFiles } from '../../dist/libs/models/src/encoder-files.js';
import { threadCpuMs } from '../../dist/libs/models/src/thread-clock.js';

const { kind, artefact, examples, questions, warmUp } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const encoder = createEncoder(readEncoderFiles(packagedEncoderFolder()));
const applyPackaged = topLayerApplier(encoder.topLayer);
const read = (text) => {
  const pooled = encoder.pooled(text);
  return { pooled, vector: applyPackaged([pooled])[0] };
};
const recognise = kind === 'prompt'
  ? likeness({ examples, vectors: examples.map(({ text }) => read(text).vector), all: examples })
  : trainedRecogniser(loadIntentModel(fs.readFileSync(artefact)), kind);
const answer = (text) => recognise({ text, language: null, vectors: read(text) });

for (let i = 0; i < warmUp; i++) answer(questions[i % questions.length]);
const costs = questions.map((text) => {
  const [cpu, wall] = [threadCpuMs(), performance.now()];
  answer(text);
  return { cpuMs: threadCpuMs() - cpu, wallMs: performance.now() - wall };
});
const tokens = questions.reduce((sum, text) => sum + encoder.tokenCount(text), 0) / questions.length;
globalThis.gc?.();
console.log(JSON.stringify({ costs, tokens, residentMb: process.memoryUsage.rss() / 1e6 }));

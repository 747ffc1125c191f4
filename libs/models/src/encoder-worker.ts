/** Worker thread: turns texts into vectors. Loads the encoder when it starts. */
import { parentPort, workerData } from 'node:worker_threads';
import { createEncoder, topLayerApplier } from '#textmodels';
import type { EncodedBatch, EncoderWorkerData, EncodeRequest } from './encoder-messages.ts';
import { readEncoderFiles } from './encoder-files.ts';
import { threadCpuMs } from './thread-clock.ts';

const port = parentPort!;
const { folder } = workerData as EncoderWorkerData;
const encoder = createEncoder(readEncoderFiles(folder));
const applyPackaged = topLayerApplier(encoder.topLayer, 1, encoder.kernel);

port.on('message', ({ texts }: EncodeRequest) => {
  const begun = threadCpuMs();
  const pooled = encoder.pooledBatch(texts);
  const vectors = pooled.map((row) => applyPackaged([row])[0]!);
  const reply: EncodedBatch = {
    pooled: joined(pooled), vectors: joined(vectors), cpuMs: threadCpuMs() - begun, kernel: encoder.kernel,
  };
  port.postMessage(reply, [reply.pooled.buffer, reply.vectors.buffer]);
});

function joined(rows: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const width = rows[0]?.length ?? 0;
  const matrix = new Float32Array(rows.length * width);
  rows.forEach((row, index) => matrix.set(row, index * width));
  return matrix;
}

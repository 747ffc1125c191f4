/** Worker thread: turns texts into vectors. Loads the encoder when it starts. */
import { parentPort, workerData } from 'node:worker_threads';
import { applyTopLayer, applyTopLayerToAll, createEncoder, encoderDimensions } from '#textmodels';
import type { EncodedBatch, EncoderWorkerData, EncodeRequest } from './encoder-messages.ts';
import { readEncoderFiles } from './encoder-files.ts';
import { threadCpuMs } from './thread-clock.ts';

/** From this many texts the faster form of the top layer earns its preparation. */
const worthPacking = 8;

const port = parentPort!;
const { folder } = workerData as EncoderWorkerData;
const encoder = createEncoder(readEncoderFiles(folder));

port.on('message', ({ texts }: EncodeRequest) => {
  const begun = threadCpuMs();
  const pooled = encoder.pooledBatch(texts);
  const vectors = pooled.length < worthPacking
    ? pooled.map((row) => applyTopLayer(encoder.topLayer, row))
    : applyTopLayerToAll(encoder.topLayer, pooled, encoder.kernel);
  const reply: EncodedBatch = {
    pooled: joined(pooled), vectors: joined(vectors), cpuMs: threadCpuMs() - begun, kernel: encoder.kernel,
  };
  port.postMessage(reply, [reply.pooled.buffer, reply.vectors.buffer]);
});

function joined(rows: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const matrix = new Float32Array(rows.length * encoderDimensions);
  rows.forEach((row, index) => matrix.set(row, index * encoderDimensions));
  return matrix;
}

import type { KernelKind } from '#textmodels';

export interface EncoderWorkerData {
  folder: string;
}

export interface EncodeRequest {
  texts: string[];
}

/** One row for each text, joined. */
export interface EncodedBatch {
  pooled: Float32Array<ArrayBuffer>;
  vectors: Float32Array<ArrayBuffer>;
  /** Processor time of the whole batch. */
  cpuMs: number;
  kernel: KernelKind;
}

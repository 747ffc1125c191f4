import type { QuestionGroup } from '#textmodels';

export interface GroupingInput {
  texts: readonly string[];
  /** Unit vectors of the texts, one after the other; null without an encoder. */
  vectors: Float32Array | null;
}

export interface GroupingReply {
  groups: QuestionGroup[];
  /** Processor time of the thread. */
  cpuMs: number;
}

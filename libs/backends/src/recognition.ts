/** What a question is about, as one backend sees it. */
export interface Recognition {
  /** Most probable first; keys of intents, and `oos` for out of scope. */
  ranked: readonly { label: string; probability: number }[];
  /** Largest probability times the likeness to the nearest known example, 0 to 1. */
  confidence: number;
}

/** A question and its vectors; null where no encoder can read it: for words alone. */
export interface ReadQuestion {
  /** As in ISO 639-1; null where nothing tells. */
  language: string | null;
  text: string;
  vectors: { pooled: Float32Array; vector: Float32Array } | null;
}

/** Recognises questions by what a workspace knows. */
export type Recogniser = (question: ReadQuestion) => Recognition;

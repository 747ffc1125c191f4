import { isEnglish, type Knowledge, type KnowledgeIndex } from '#knowledge';
import { chooseExamples, type ChosenExample, type ExamplePolicy } from './choose-examples.ts';

/** How long a question waits for the vectors of examples that were never embedded before words must do. */
const patienceMs = 4_000;

export interface ExampleSet {
  /** Those with vectors, once there are vectors. */
  readonly examples: readonly ChosenExample[];
  /** Unit vectors in the same order; null where there are none, or not yet. */
  readonly vectors: readonly Float32Array[] | null;
  /** In every language, for words. */
  readonly all: readonly ChosenExample[];
}

/** The examples that a prompt pack shows, with their vectors; follows the knowledge as it changes. */
export class PackExamples {
  private revision = -1;
  private wordsOnly: ExampleSet = { examples: [], vectors: null, all: [] };
  private complete: Promise<ExampleSet> = Promise.resolve(this.wordsOnly);

  /** @param further what speaks for an intent besides its examples */
  constructor(
    private readonly knowledge: Knowledge, private readonly pack: ExamplePolicy,
    private readonly further: (index: KnowledgeIndex) => readonly ChosenExample[] = () => [],
  ) {}

  /** The same set, and the same object, until something changes. */
  async of(index: KnowledgeIndex): Promise<ExampleSet> {
    if (index.revision !== this.revision) this.renew(index);
    return (await within(this.complete, patienceMs)) ?? this.wordsOnly;
  }

  private renew(index: KnowledgeIndex): void {
    const examples = [...chooseExamples(index.examples, this.pack), ...this.further(index)];
    this.revision = index.revision;
    this.wordsOnly = { examples, vectors: null, all: examples };
    this.complete = this.embed(index, examples);
    // Words stand in; the next question tries again.
    this.complete.catch(() => { this.revision = -1; });
  }

  private async embed(index: KnowledgeIndex, examples: readonly ChosenExample[]): Promise<ExampleSet> {
    // The encoder reads English: its vectors of other languages lie anywhere.
    const readable = examples.filter(({ text }) => isEnglish(text));
    if (readable.length === 0) return this.wordsOnly;
    const vectors = await this.knowledge.vectorsOf(index, readable.map(({ text }) => text));
    return vectors ? { examples: readable, vectors, all: examples } : { examples, vectors, all: examples };
  }
}

/** Null when it takes longer, or fails. */
async function within<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => { timer = setTimeout(() => resolve(null), ms); });
  try {
    return await Promise.race([work.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}

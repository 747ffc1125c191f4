import type { PromptPack } from '#contracts';
import type { Knowledge, KnowledgeIndex } from '#knowledge';
import { chooseExamples, type ChosenExample } from './choose-examples.ts';

/** How long a question waits for the vectors of examples that were never embedded before words must do. */
const patienceMs = 4_000;

export interface ExampleSet {
  readonly examples: readonly ChosenExample[];
  /** Unit vectors in the same order; null where there are none, or not yet. */
  readonly vectors: readonly Float32Array[] | null;
}

/** The examples that a prompt pack shows, with their vectors; follows the knowledge as it changes. */
export class PackExamples {
  private revision = -1;
  private wordsOnly: ExampleSet = { examples: [], vectors: null };
  private complete: Promise<ExampleSet> = Promise.resolve(this.wordsOnly);

  constructor(private readonly knowledge: Knowledge, private readonly pack: Pick<PromptPack, 'examplesPerIntent' | 'exampleSeed'>) {}

  /** The same set, and the same object, until something changes. */
  async of(index: KnowledgeIndex): Promise<ExampleSet> {
    if (index.revision !== this.revision) this.renew(index);
    return (await within(this.complete, patienceMs)) ?? this.wordsOnly;
  }

  private renew(index: KnowledgeIndex): void {
    const examples = chooseExamples(index.examples, this.pack);
    this.revision = index.revision;
    this.wordsOnly = { examples, vectors: null };
    this.complete = this.embed(index, examples);
    // Words stand in; the next question tries again.
    this.complete.catch(() => { this.revision = -1; });
  }

  private async embed(index: KnowledgeIndex, examples: readonly ChosenExample[]): Promise<ExampleSet> {
    if (examples.length === 0) return this.wordsOnly;
    return { examples, vectors: await this.knowledge.vectorsOf(index, examples.map(({ text }) => text)) };
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

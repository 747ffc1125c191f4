import type { BackendKind } from '#contracts';
import type { KnowledgeIndex } from '#knowledge';
import { fewShotClassifier, type IntentModel } from '#textmodels';
import type { ExampleSet, PackExamples } from './pack-examples.ts';
import type { Recogniser } from './recognition.ts';
import { wordClassifier } from './word-classifier.ts';

/** A trained model's opinion: of its weights alone, or together with the examples that it remembers. */
export function trainedRecogniser(model: IntentModel, kind: Exclude<BackendKind, 'prompt'>): Recogniser {
  return ({ text, vectors }) => {
    const prediction = model.predict(vectors ? { text, pooled: vectors.pooled } : { text });
    return kind === 'hybrid' ? prediction.hybrid : prediction;
  };
}

/** The frozen encoder, steered by a prompt pack's examples at the time of the question. */
export class PromptRecogniser {
  private set: ExampleSet | undefined;
  private byWords: ReturnType<typeof wordClassifier> | undefined;
  private byVectors: Recogniser | null = null;

  constructor(private readonly examples: PackExamples) {}

  async of(index: KnowledgeIndex): Promise<Recogniser> {
    const set = await this.examples.of(index);
    if (set !== this.set) {
      this.set = set;
      this.byWords = undefined;
      this.byVectors = likeness(set);
    }
    return (question) => {
      if (question.vectors && this.byVectors) return this.byVectors(question);
      return (this.byWords ??= wordClassifier(set.all))(question.text);
    };
  }
}

/** Recognition by likeness to these examples; null without their vectors. */
export function likeness({ examples, vectors }: ExampleSet): Recogniser | null {
  if (!vectors || examples.length === 0) return null;
  const classifier = fewShotClassifier(examples.map(({ text, label }, at) => ({ text, label, vector: vectors[at]! })));
  return (question) => {
    const { probabilities, familiarity } = classifier.judge(question.text, question.vectors!.vector);
    const ranked = classifier.labels
      .map((label, at) => ({ label, probability: probabilities[at]! }))
      .sort((a, b) => b.probability - a.probability);
    return { ranked, confidence: (ranked[0]?.probability ?? 0) * familiarity };
  };
}

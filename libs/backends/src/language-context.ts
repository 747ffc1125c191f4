import type { PromptPack } from '#contracts';
import { isEnglish, type Knowledge, type KnowledgeIndex, type RankedPassage } from '#knowledge';
import type { TextEngine } from '#models';
import { dot } from '#textmodels';
import { factsOf, fillSlots } from './fill-slots.ts';
import type { ExampleSet, PackExamples } from './pack-examples.ts';
import type { Turn } from './turn.ts';
import { wordClassifier } from './word-classifier.ts';

const mostPassages = 4;
const mostAnswers = 3;
/** Cosine below which an example says nothing about a question. */
const somewhatAlike = 0.35;

export interface LanguageContext {
  passages: RankedPassage[];
  /** Approved answers of the likest intents. */
  examples: { question: string; answer: string }[];
}

/** What a chat model is shown beside the question: passages, and approved answers to similar questions. */
export async function languageContext(
  turn: Turn, pack: PromptPack, packExamples: PackExamples, { knowledge, engine }: { knowledge: Knowledge; engine: TextEngine }, signal: AbortSignal,
): Promise<LanguageContext> {
  const { workspaceId, text } = turn;
  const index = await knowledge.indexOf(workspaceId);
  const wantsPassages = pack.useKnowledge && index.passages.length > 0;
  const answered = [...index.intents.values()].some(({ answer }) => answer !== null) && index.examples.length > 0;
  // The encoder takes longer than everything else here: asked only when there is something to compare with.
  if (!wantsPassages && !answered) return { passages: [], examples: [] };
  const [set, vector] = await Promise.all([packExamples.of(index), vectorOf(engine, workspaceId, text, signal)]);
  return {
    passages: wantsPassages ? knowledge.search(index, text, vector, mostPassages) : [],
    examples: answered ? approvedAnswers(index, set, turn, vector) : [],
  };
}

async function vectorOf(engine: TextEngine, workspaceId: string, text: string, signal: AbortSignal): Promise<Float32Array | null> {
  if (!isEnglish(text) || !(await engine.usable())) return null;
  const [encoded] = await engine.encode(workspaceId, [text], signal);
  return encoded!.vector;
}

/** One question for each of the likest intents that have an approved answer. */
function approvedAnswers(index: KnowledgeIndex, set: ExampleSet, turn: Turn, vector: Float32Array | null): LanguageContext['examples'] {
  const chosen = new Map<string, { question: string; answer: string }>();
  const facts = factsOf(turn);
  for (const { label, text: question } of likest(set, turn.text, vector)) {
    // A model would pass the braces of an unfilled slot on.
    const answer = fillSlots(index.intents.get(label)?.answer ?? '', facts).text;
    if (answer && !chosen.has(label)) chosen.set(label, { question, answer });
    if (chosen.size === mostAnswers) break;
  }
  return [...chosen.values()];
}

function likest({ examples, vectors, all }: ExampleSet, text: string, vector: Float32Array | null): { text: string; label: string }[] {
  if (vector && vectors) {
    return examples
      .map((example, at) => ({ ...example, likeness: dot(vectors[at]!, vector) }))
      .filter(({ likeness }) => likeness >= somewhatAlike)
      .sort((a, b) => b.likeness - a.likeness);
  }
  const labels = wordClassifier(all)(text).ranked;
  return labels.flatMap(({ label }) => all.find((example) => example.label === label) ?? []);
}

import type { PromptPack } from '#contracts';
import { isEnglish, type Knowledge, type KnowledgeIndex, type RankedPassage } from '#knowledge';
import type { TextEngine } from '#models';
import { contentWords, dot, duplicateKey, marginalRelevance } from '#textmodels';
import { isAbout } from './confident-passage.ts';
import { factsOf, fillSlots } from './fill-slots.ts';
import { followUpOf } from './follow-up.ts';
import type { ExampleSet, PackExamples } from './pack-examples.ts';
import type { Turn } from './turn.ts';
import { wordClassifier } from './word-classifier.ts';

const mostPassages = 4;
const mostAnswers = 4;
/** Examples among which they are chosen: the likest ones. */
const lookedAt = 60;
/** Cosine below which an example says nothing about a question. */
const somewhatAlike = 0.35;
/** How much fit counts against saying something new: of two questions that say nearly the same, one is enough. */
const lambda = 0.6;

export interface ShownExample {
  /** Of the labelled example. */
  id: string;
  question: string;
  answer: string;
}

export interface LanguageContext {
  passages: RankedPassage[];
  /** Approved answers to the likest questions, none twice. */
  examples: ShownExample[];
  /** The company has written down something in which it was looked for. */
  looked: boolean;
}

/** Nothing was looked for. */
export const noContext: LanguageContext = { passages: [], examples: [], looked: false };

export interface ContextParts {
  knowledge: Knowledge;
  engine: TextEngine;
  /** Questions that answers are judged by, as `duplicateKey` writes them: whoever is shown them is not tested any more. */
  excluded: (workspaceId: string) => Promise<ReadonlySet<string>>;
}

/** Room for examples, in UTF-16 units. */
export interface Budget {
  examples: number;
}

/** What a chat model is shown beside the question: passages, and approved answers to similar questions. */
export async function languageContext(
  turn: Turn, pack: PromptPack, packExamples: PackExamples, { knowledge, engine, excluded }: ContextParts, budget: Budget, signal: AbortSignal,
): Promise<LanguageContext> {
  const { workspaceId } = turn;
  const index = await knowledge.indexOf(workspaceId);
  const wantsPassages = pack.useKnowledge && index.passages.length > 0;
  const answered = [...index.intents.values()].some(({ answer }) => answer !== null) && index.examples.length > 0;
  // The encoder takes longer than everything else here: asked only when there is something to compare with.
  if (!wantsPassages && !answered) return noContext;
  // "And to Spain?" finds nothing by itself.
  const text = followUpOf(turn)?.text ?? turn.text;
  const [set, vector, left] = await Promise.all([packExamples.of(index), vectorOf(engine, workspaceId, text, signal), answered ? excluded(workspaceId) : new Set<string>()]);
  return {
    looked: true,
    passages: wantsPassages ? knowledge.search(index, text, vector, mostPassages).filter((passage) => isAbout(passage, text)) : [],
    examples: answered ? approvedAnswers({ index, set, turn, text, vector, excluded: left }, budget) : [],
  };
}

async function vectorOf(engine: TextEngine, workspaceId: string, text: string, signal: AbortSignal): Promise<Float32Array | null> {
  if (!isEnglish(text) || !(await engine.usable())) return null;
  const [encoded] = await engine.encode(workspaceId, [text], signal);
  return encoded!.vector;
}

interface Choice {
  index: KnowledgeIndex;
  set: ExampleSet;
  turn: Turn;
  /** What is asked, with what it leans on. */
  text: string;
  vector: Float32Array | null;
  excluded: ReadonlySet<string>;
}

/** One labelled question and the answer of its intent. */
interface Candidate extends ShownExample {
  label: string;
  /** 0 to 1. */
  fit: number;
  vector: Float32Array | null;
}

/** The likest questions that have an approved answer, each answer once, the next one as different as may be. */
function approvedAnswers(choice: Choice, { examples: room }: Budget): ShownExample[] {
  const candidates = candidatesOf(choice);
  const words = candidates.map(({ question }) => new Set(contentWords(question)));
  const told = new Set<string>();
  let left = room;
  const fits = (at: number): boolean => {
    const { label, question, answer } = candidates[at]!;
    const length = question.length + answer.length;
    if (told.has(label) || length > left) return false;
    told.add(label);
    left -= length;
    return true;
  };
  const alike = (a: number, b: number): number => {
    const [one, other] = [candidates[a]!.vector, candidates[b]!.vector];
    return one && other ? dot(one, other) : sharedOf(words[a]!, words[b]!);
  };
  return marginalRelevance({ fit: candidates.map(({ fit }) => fit), alike }, { count: mostAnswers, lambda, fits }).map((at) => {
    const { id, question, answer } = candidates[at]!;
    return { id, question, answer };
  });
}

function candidatesOf({ index, set, turn, text, vector, excluded }: Choice): Candidate[] {
  const facts = factsOf(turn);
  const found: Candidate[] = [];
  for (const { id, label, text: question, ...one } of likest(set, text, vector)) {
    // A model would pass the braces of an unfilled slot on.
    const answer = fillSlots(index.intents.get(label)?.answer ?? '', facts).text;
    if (id !== undefined && answer && !excluded.has(duplicateKey(question))) found.push({ id, label, question, answer, ...one });
    if (found.length === lookedAt) break;
  }
  return found;
}

interface Likest {
  id?: string;
  text: string;
  label: string;
  fit: number;
  vector: Float32Array | null;
}

function likest({ examples, vectors, all }: ExampleSet, text: string, vector: Float32Array | null): Likest[] {
  if (vector && vectors) {
    return examples
      .map((example, at) => ({ ...example, vector: vectors[at]!, fit: dot(vectors[at]!, vector) }))
      .filter(({ fit }) => fit >= somewhatAlike)
      .sort((a, b) => b.fit - a.fit);
  }
  return wordClassifier(all)(text).ranked.flatMap(({ label, probability: fit }) => {
    const example = all.find((one) => one.label === label);
    return example ? [{ ...example, fit, vector: null }] : [];
  });
}

/** Jaccard's coefficient. */
function sharedOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((word) => b.has(word)).length;
  return both === 0 ? 0 : both / (a.size + b.size - both);
}

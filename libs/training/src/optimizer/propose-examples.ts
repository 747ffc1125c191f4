import type { EvaluationCase, PromptPack } from '#contracts';
import { OUT_OF_SCOPE, type KnowledgeIndex } from '#knowledge';
import { alikeAcross, searchTokens, type Random } from '#textmodels';
import { scoreCase } from './case-score.ts';

export type Shelf = Pick<KnowledgeIndex, 'examples' | 'intents'>;

/** Examples of each intent that are tried; null: all of them. */
const LADDER = [1, 2, 4, 8, 16, 32, null] as const;
/** Pinned for one case at a time. */
const MOST_PINS = 3;
/** As many as a prompt pack takes. */
const MOST_PINNED = 500;
const SEEDS = 2 ** 31;
const THRESHOLDS = [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7];

export interface ProposalInput {
  pack: PromptPack;
  /** Cases that the pack does not answer as expected. */
  failed: readonly Pick<EvaluationCase, 'question' | 'expect'>[];
  shelf: Shelf;
  /** Only the built-in engine decides by thresholds. */
  embedded: boolean;
  random: Random;
}

/**
 * A pack that shows other examples. Either others are drawn, more or fewer of each intent; or those are pinned that teach the
 * failed cases: labelled questions whose approved answer would pass, most like the question first.
 *
 * @see O. Khattab et al. (2023), DSPy, arXiv 2310.03714, section 4.1: BootstrapFewShot keeps the demonstrations that pass the metric, and searches over sets of them at random
 */
export function proposeExamples(input: ProposalInput): PromptPack {
  const { pack, embedded, random } = input;
  const chance = random();
  const pinned = chance < 0.45 ? pinFor(input) : null;
  if (pinned) return pinned;
  if (embedded && chance > 0.8) return { ...pack, thresholds: drawThresholds(random) };
  return { ...pack, examplesPerIntent: pick(LADDER, random), exampleSeed: Math.floor(random() * SEEDS) };
}

/** Null when nothing that is labelled teaches a failed case. */
function pinFor({ pack, failed, shelf, random }: ProposalInput): PromptPack | null {
  const before = pack.pinnedExamples ?? [];
  const found = failed.flatMap((one) => teaching(one, shelf).filter((text) => !before.includes(text)).slice(0, 1 + Math.floor(random() * MOST_PINS)));
  if (found.length === 0) return null;
  const pinnedExamples = [...new Set([...found, ...before])].slice(0, MOST_PINNED);
  const places = Math.max(...countByIntent(pinnedExamples, shelf), pack.examplesPerIntent ?? 0);
  return { ...pack, pinnedExamples, examplesPerIntent: pack.examplesPerIntent === null ? null : Math.min(1_000, places) };
}

/** Labelled questions whose approved answer passes the case, the likest first. */
export function teaching({ question, expect }: Pick<EvaluationCase, 'question' | 'expect'>, { examples, intents }: Shelf): string[] {
  const passing = new Set([...intents].filter(([intent, { answer }]) => passes(expect, intent, answer)).map(([intent]) => intent));
  if (expect.abstain) passing.add(OUT_OF_SCOPE);
  const asked = new Set(searchTokens(question));
  return examples.filter(({ intent }) => passing.has(intent ?? OUT_OF_SCOPE))
    .map(({ text }) => ({ text, likeness: overlap(asked, new Set(searchTokens(text))) }))
    .sort((a, b) => b.likeness - a.likeness || (a.text < b.text ? -1 : 1))
    .map(({ text }) => text);
}

function passes(expect: EvaluationCase['expect'], intent: string, answer: string | null): boolean {
  if (expect.facts.length === 0) return expect.intent === intent;
  return answer !== null && scoreCase(expect, { text: answer, result: 'answered', intent, toolCalls: [], guard: [] }).faults.length === 0;
}

/** Examples that say nearly what a case asks: whoever pinned them would learn the cases by heart. */
export function withoutRepeats(shelf: Shelf, questions: readonly string[]): Shelf {
  const texts = shelf.examples.map(({ text }) => text);
  const repeats = new Set(alikeAcross([...questions, ...texts], [...questions.map(() => 0), ...texts.map(() => 1)]).map(([, later]) => later - questions.length));
  return { intents: shelf.intents, examples: shelf.examples.filter((_, at) => !repeats.has(at)) };
}

function countByIntent(texts: readonly string[], { examples }: Shelf): number[] {
  const intentOf = new Map(examples.map(({ text, intent }) => [text, intent]));
  const counts = new Map<string | null | undefined, number>();
  for (const text of texts) counts.set(intentOf.get(text), (counts.get(intentOf.get(text)) ?? 0) + 1);
  return [...counts.values()];
}

function drawThresholds(random: Random): PromptPack['thresholds'] {
  const [one, other] = [pick(THRESHOLDS, random), pick(THRESHOLDS, random)];
  return { answer: Math.max(one, other), clarify: Math.min(one, other) };
}

const pick = <T>(from: readonly T[], random: Random): T => from[Math.floor(random() * from.length)]!;

/** Jaccard's coefficient. */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((word) => other.has(word)).length;
  return both === 0 ? 0 : both / (one.size + other.size - both);
}

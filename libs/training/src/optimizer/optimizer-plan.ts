import type { OptimizerSteps, PromptPack } from '#contracts';
import type { KnowledgeIndex } from '#knowledge';
import { MINI_BATCH } from './mini-batch.ts';

export interface PlanInput {
  pack: PromptPack;
  usesTokens: boolean;
  steps: OptimizerSteps;
  cases: readonly { question: string; reference: string | null }[];
  validation: number;
  index: Pick<KnowledgeIndex, 'passages' | 'intents'>;
}

export interface Needs {
  /** Of one answer and of one rewrite, as expected. */
  perAnswer: number;
  perRewrite: number;
  /** Without so many not even the start is scored. */
  leastTokens: number;
  suggested: { tokenBudget: number; rolloutLimit: number };
}

const CHARACTERS_PER_TOKEN = 3.6;
/** As a prompt shows them. */
const [PASSAGES, ANSWERS] = [4, 3];
const SAID = 150;
export const MOST_SAID = 1_000;
export const MOST_REWRITTEN = 3_000;
/** Proposals that get as far as the validation cases, and those that do not. */
const [JOINING, TRIED] = [8, 24];
const FEWEST_ROLLOUTS = 100;
const MOST_ROLLOUTS = 4_000;
const ROUND = 1_000;

/** What a run would use, by rules of thumb: characters per token, as many passages and answers as a prompt shows. */
export function needsOf({ pack, usesTokens, steps, cases, validation, index }: PlanInput): Needs {
  const told = pack.instructions.length + pack.tone.length + [...pack.must, ...pack.never].join(' ').length;
  const passages = pack.useKnowledge ? PASSAGES * mean(index.passages.map(({ text }) => text.length)) : 0;
  const answers = ANSWERS * mean([...index.intents.values()].flatMap(({ answer }) => (answer === null ? [] : [answer.length])));
  const asked = mean(cases.map(({ question }) => question.length));
  const read = (told + passages + answers + asked) / CHARACTERS_PER_TOKEN;
  const perAnswer = usesTokens ? Math.ceil(read + SAID) : 0;
  const failures = MINI_BATCH * (asked + SAID * CHARACTERS_PER_TOKEN + mean(cases.map(({ reference }) => reference?.length ?? 0)));
  const perRewrite = steps === 'examples' ? 0 : Math.ceil((2 * told + failures) / CHARACTERS_PER_TOKEN + 400);
  // What may be reserved for a call beyond what it will use.
  const slack = usesTokens ? Math.ceil(read * CHARACTERS_PER_TOKEN) + MOST_SAID : perRewrite * CHARACTERS_PER_TOKEN + MOST_REWRITTEN;
  const rolloutLimit = Math.min(MOST_ROLLOUTS, Math.max(FEWEST_ROLLOUTS, (JOINING + 1) * validation + 2 * TRIED * MINI_BATCH));
  const all = rolloutLimit * perAnswer + (TRIED + JOINING) * perRewrite;
  return {
    perAnswer, perRewrite, leastTokens: usesTokens ? Math.ceil(validation * perAnswer + slack) : perRewrite === 0 ? 0 : Math.ceil(slack + perRewrite),
    suggested: { rolloutLimit, tokenBudget: all === 0 ? 0 : Math.ceil((all + slack) / ROUND) * ROUND },
  };
}

const mean = (numbers: readonly number[]): number => (numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length);

import type { Preview } from '#contracts';
import { hasChanged, isRight, type Outcome } from '../../versions/comparison.ts';
import type { ChosenQuestion } from '../../versions/questions.ts';

export interface Totals {
  /** Questions with an outcome, failures among them. */
  done: number;
  failed: number;
  /** Sums; null where nothing was counted. */
  tokens: number | null;
  costMicroUsd: number | null;
  /** Medians over what was answered, in milliseconds. */
  firstTokenMs: number | null;
  totalMs: number | null;
  /** Answers that differ from the first column's, of those that both have. */
  changed: number;
  compared: number;
  right: number;
  judged: number;
}

export interface Asked {
  question: ChosenQuestion;
  /** Undefined: not asked. */
  outcome: Outcome | undefined;
  /** Of the first column. */
  first: Outcome | undefined;
}

/** What a column comes to, over the questions that were asked. */
export function totalsOf(rows: readonly Asked[]): Totals {
  const previews = rows.flatMap(({ outcome }) => (outcome?.state === 'answered' ? [outcome.preview] : []));
  const good = previews.filter(({ result }) => result !== 'failed');
  const changes = rows.map(({ outcome, first }) => (outcome && first ? hasChanged({ base: first, draft: outcome }) : null)).filter((one) => one !== null);
  const judgements = rows.map(({ question, outcome }) => (outcome ? isRight(question, outcome) : null)).filter((one) => one !== null);
  return {
    done: rows.filter(({ outcome }) => outcome && outcome.state !== 'asked').length,
    failed: rows.filter(({ outcome }) => outcome?.state === 'failed').length + previews.length - good.length,
    tokens: sumOf(previews, tokensIn), costMicroUsd: sumOf(previews, ({ costMicroUsd }) => costMicroUsd),
    firstTokenMs: medianOf(good.map(({ firstTokenMs }) => firstTokenMs)), totalMs: medianOf(good.map(({ totalMs }) => totalMs)),
    changed: changes.filter(Boolean).length, compared: changes.length, right: judgements.filter(Boolean).length, judged: judgements.length,
  };
}

/** In and out; null where the engine counts none. */
const tokensIn = ({ inputTokens, outputTokens }: Preview): number | null => (inputTokens === null && outputTokens === null ? null : (inputTokens ?? 0) + (outputTokens ?? 0));

function sumOf(previews: readonly Preview[], read: (preview: Preview) => number | null): number | null {
  const known = previews.map(read).filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

function medianOf(values: readonly (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

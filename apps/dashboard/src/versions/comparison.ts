import type { Preview } from '#contracts';
import type { ChosenQuestion } from './questions.ts';

export type Outcome =
  /** With what was said so far, where that is followed. */
  | { state: 'asked'; said?: string }
  | { state: 'answered'; preview: Preview }
  | { state: 'failed'; message: string };

/** One question, and what the version and the draft made of it. */
export interface Compared {
  question: ChosenQuestion;
  /** Null: there is no version to compare with. */
  base: Outcome | null;
  draft: Outcome;
}

const previewOf = (outcome: Outcome | null): Preview | null => (outcome?.state === 'answered' ? outcome.preview : null);

/** Whether a visitor would be told something else; null while one of the two answers is missing. */
export function hasChanged({ base, draft }: Pick<Compared, 'base' | 'draft'>): boolean | null {
  const [before, after] = [previewOf(base), previewOf(draft)];
  if (!before || !after) return null;
  const said = ({ text, result, intent, options }: Preview): string => JSON.stringify([text, result, intent, options.map(({ label }) => label)]);
  return said(before) !== said(after);
}

/** Whether it understood what was labelled; null where nothing is labelled, and for engines that name no intent. Out of scope is recognised by not answering. */
export function isRight({ intent: expected }: ChosenQuestion, outcome: Outcome | null): boolean | null {
  const preview = previewOf(outcome);
  if (!preview || expected === null || preview.servedEngine !== 'embedded') return null;
  if (expected === 'oos') return preview.result !== 'answered' && preview.result !== 'failed';
  return preview.intent === expected;
}

export interface Counts {
  compared: number;
  changed: number;
  /** Questions that both were judged on. */
  judged: number;
  rightBefore: number;
  rightNow: number;
  /** Questions that only the draft was judged on, where there is no version before. */
  judgedNow: number;
}

export function countsOf(rows: readonly Compared[]): Counts {
  const counts: Counts = { compared: 0, changed: 0, judged: 0, rightBefore: 0, rightNow: 0, judgedNow: 0 };
  for (const row of rows) {
    const changed = hasChanged(row);
    if (changed !== null) counts.compared += 1;
    if (changed === true) counts.changed += 1;
    const [before, now] = [isRight(row.question, row.base), isRight(row.question, row.draft)];
    if (now === null || (row.base !== null && before === null)) continue;
    counts.judgedNow += 1;
    counts.rightNow += Number(now);
    if (before === null) continue;
    counts.judged += 1;
    counts.rightBefore += Number(before);
  }
  return counts;
}

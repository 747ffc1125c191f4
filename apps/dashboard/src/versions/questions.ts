/** A question that drafts are tried on. */
export interface ChosenQuestion {
  text: string;
  /** Key of the intent that somebody labelled it with; null: not labelled. */
  intent: string | null;
  from: 'test' | 'visitor' | 'typed' | 'evaluation';
}

export const MOST_QUESTIONS = 40;

export const isChosen = (chosen: readonly ChosenQuestion[], text: string): boolean => chosen.some((question) => question.text === text);

/** Each text once, up to as many as fit. */
export function withQuestions(chosen: readonly ChosenQuestion[], more: readonly ChosenQuestion[]): ChosenQuestion[] {
  const all = new Map<string, ChosenQuestion>();
  for (const question of [...chosen, ...more]) if (!all.has(question.text)) all.set(question.text, question);
  return [...all.values()].slice(0, MOST_QUESTIONS);
}

export const withoutQuestion = (chosen: readonly ChosenQuestion[], text: string): ChosenQuestion[] => chosen.filter((question) => question.text !== text);

const sources: readonly unknown[] = ['test', 'visitor', 'typed', 'evaluation'] satisfies ChosenQuestion['from'][];

/** What a browser kept; whatever is no question is left out. */
export function readQuestions(kept: string | null): ChosenQuestion[] {
  try {
    const read: unknown = JSON.parse(kept ?? '[]');
    return Array.isArray(read) ? withQuestions([], (read as unknown[]).filter(isQuestion)) : [];
  } catch {
    return [];
  }
}

function isQuestion(value: unknown): value is ChosenQuestion {
  const { text, intent, from } = (value ?? {}) as Partial<ChosenQuestion>;
  return typeof text === 'string' && text !== '' && (intent === null || typeof intent === 'string') && sources.includes(from);
}

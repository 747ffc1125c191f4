import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Text, WordedTurn } from './data-sets.sql.ts';
import { exampleOf, type Example } from './example.ts';

/** Turns between two breaths: others wait no longer than they take. */
const TURNS_AT_ONCE = 50;

export interface Worded {
  turn: WordedTurn;
  /** Null: the visitor had it deleted. */
  example: Example | null;
}

/** Turns with their words as they are written to files. @param texts by message id; what is missing says nothing */
export async function wordedTurns(turns: readonly WordedTurn[], texts: ReadonlyMap<string, Text>): Promise<Worded[]> {
  const worded: Worded[] = [];
  for (const turn of turns) {
    if (worded.length % TURNS_AT_ONCE === TURNS_AT_ONCE - 1) await nextTurn();
    worded.push({ turn, example: turn.erased ? null : wordsOf(turn, texts) });
  }
  return worded;
}

function wordsOf(turn: WordedTurn, texts: ReadonlyMap<string, Text>): Example {
  const textsOf = (ids: readonly string[]) => ids.flatMap((id) => texts.get(id) ?? []);
  const joined = (ids: readonly string[]): string => textsOf(ids).map(({ text }) => text.trim()).filter(Boolean).join('\n\n');
  const [left, right] = [turn.leftText ?? '', turn.rightText ?? ''];
  const [answer, rejected] = turn.duelId === null
    ? [joined(turn.answerIds), turn.rejectedIds.length > 0 ? joined(turn.rejectedIds) : null]
    : turn.duelResult === 'right' ? [right, left] : [left, right];
  return exampleOf({ before: textsOf([...turn.contextIds, ...turn.questionIds]), answer, rejected, liked: turn.liked }).example;
}

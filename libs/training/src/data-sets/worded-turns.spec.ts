import { describe, expect, it } from '@jest/globals';
import { newId } from '#platform';
import type { WordedTurn } from './data-sets.sql.ts';
import { wordedTurns } from './worded-turns.ts';

const turn = (number: number, question: string, answer: string): WordedTurn => ({
  workspaceId: newId(), dataSetId: newId(), number, part: 'train', conversationId: newId(), contextIds: [], questionIds: [question], answerIds: [answer], rejectedIds: [], duelId: null, liked: null, why: 'agent', weight: 1,
  marks: [], intent: null, askedAt: new Date(0), erased: number % 100 === 7, leftText: null, rightText: null, duelResult: null,
});

describe('the words of many turns', () => {
  it('are redacted in small parts, between which others have their turn', async () => {
    const [question, answer] = [newId(), newId()];
    const texts = new Map([[question, { role: 'visitor' as const, text: 'Mail me at ann@example.org' }], [answer, { role: 'agent' as const, text: 'I shall.' }]]);
    let [over, turnsOfOthers] = [false, 0];
    const others = (): void => {
      turnsOfOthers++;
      if (!over) setImmediate(others);
    };
    setImmediate(others);
    const worded = await wordedTurns(Array.from({ length: 500 }, (_, at) => turn(at + 1, question, answer)), texts);
    over = true;
    expect(turnsOfOthers).toBeGreaterThanOrEqual(9);
    expect(worded).toHaveLength(500);
    expect(worded[0]?.example).toEqual({ messages: [{ role: 'user', text: 'Mail me at [EMAIL]' }], answer: 'I shall.', rejected: null, liked: null });
    expect(worded[6]?.example).toBeNull();
  });
});

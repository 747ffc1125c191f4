import type { CallOf, Preview, previewAnswer } from '#contracts';

type History = NonNullable<CallOf<typeof previewAnswer>['history']>;

export type Answer =
  /** With what was said so far. */
  | { state: 'asked'; said?: string }
  | { state: 'answered'; preview: Preview }
  | { state: 'failed'; message: string; requestId: string | null };

/** One question and what each version made of it. */
export interface Round {
  id: string;
  question: string;
  /** The versions knew what was asked and answered before. */
  isFollowUp: boolean;
  answers: readonly { versionId: string; answer: Answer }[];
}

export type News =
  | { type: 'asked'; round: Round }
  | { type: 'told'; roundId: string; versionId: string; answer: Answer }
  | { type: 'cleared' };

/** Rounds, newest first. */
export function after(rounds: readonly Round[], news: News): readonly Round[] {
  switch (news.type) {
    case 'asked': return [news.round, ...rounds];
    case 'cleared': return [];
    case 'told': return rounds.map((round) => (round.id === news.roundId ? withAnswer(round, news) : round));
  }
}

const withAnswer = (round: Round, { versionId, answer }: Extract<News, { type: 'told' }>): Round => ({
  ...round, answers: round.answers.map((one) => (one.versionId === versionId ? { versionId, answer } : one)),
});

const MOST_TURNS = 50;
const LONGEST = 16_000;

/**
 * What a version was asked and answered itself, oldest first, in the thread that ends with the newest of `rounds`: a
 * question of its own begins a new thread. Questions without an answer are left out.
 */
export function historyOf(rounds: readonly Round[], versionId: string): History {
  const begins = rounds.findIndex((round) => !round.isFollowUp);
  const thread = begins < 0 ? rounds : rounds.slice(0, begins + 1);
  const turns = [...thread].reverse().flatMap(({ question, answers }): History => {
    const answer = answers.find((one) => one.versionId === versionId)?.answer;
    if (answer?.state !== 'answered' || answer.preview.errorCode !== null || answer.preview.text === '') return [];
    return [{ role: 'visitor', text: question }, { role: 'assistant', text: answer.preview.text.slice(0, LONGEST) }];
  });
  return turns.slice(-MOST_TURNS);
}

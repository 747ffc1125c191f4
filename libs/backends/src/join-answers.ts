import type { KnownIntent } from '#knowledge';
import type { ComposedAnswer } from './compose-answer.ts';
import { sentences } from './embedded-sentences.ts';

export const mostAnswers = 3;

/** Answers to several questions of one message as one, in their order, each under what it is about. */
export function joinAnswers(answers: readonly ComposedAnswer[], intents: ReadonlyMap<string, KnownIntent>, whole: Pick<ComposedAnswer, 'intent' | 'confidence'>): ComposedAnswer {
  const shown = answers.slice(0, mostAnswers);
  const answered = shown.filter(({ result }) => result === 'answered');
  const open = shown.find(({ result }) => result !== 'answered');
  const texts = answered.map((answer) => `**${headingOf(answer, intents)}**\n\n${answer.text}`);
  if (open) texts.push(open.text);
  if (answers.length > mostAnswers) texts.push(sentences.firstThree);
  return {
    result: 'answered', text: texts.join('\n\n'), citations: answered.flatMap(({ citations }) => citations), options: open?.options ?? [],
    handOver: shown.find(({ handOver }) => handOver !== null)?.handOver ?? null,
    // What the whole message was taken for where one of the answers agrees; the answers are as sure as the least sure one.
    intent: answered.some(({ intent }) => intent === whole.intent) ? whole.intent : answered[0]!.intent,
    confidence: Math.min(...answered.map(({ confidence }) => confidence)),
  };
}

function headingOf({ intent, citations }: ComposedAnswer, intents: ReadonlyMap<string, KnownIntent>): string {
  const label = citations[0]?.title ?? intents.get(intent ?? '')?.label ?? '';
  return label.replace(/[*_`[\]]/g, '');
}

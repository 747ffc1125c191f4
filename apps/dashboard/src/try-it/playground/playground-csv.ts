import type { Outcome } from '../../versions/comparison.ts';
import type { ChosenQuestion } from '../../versions/questions.ts';

const head = [
  'question', 'labelled', 'column', 'result', 'answer', 'intent', 'confidence', 'input_tokens', 'output_tokens', 'cost_micro_usd', 'first_token_ms', 'total_ms', 'citations', 'guard', 'error',
];

export interface CsvColumn {
  name: string;
  outcomeOf: (question: ChosenQuestion) => Outcome | undefined;
}

/** A line for each question and column that has an outcome; texts that a spreadsheet would run as a formula are kept from it. */
export function playgroundCsv(questions: readonly ChosenQuestion[], columns: readonly CsvColumn[]): string {
  const lines = questions.flatMap((question) => columns.flatMap(({ name, outcomeOf }) => {
    const outcome = outcomeOf(question);
    if (!outcome || outcome.state === 'asked') return [];
    return [[question.text, question.intent ?? '', name, ...fieldsOf(outcome)]];
  }));
  return [head, ...lines].map((fields) => fields.map(field).join(',')).join('\r\n').concat('\r\n');
}

function fieldsOf(outcome: Exclude<Outcome, { state: 'asked' }>): (string | number | null)[] {
  if (outcome.state === 'failed') return ['failed', ...Array<string>(10).fill(''), outcome.message];
  const { result, text, intent, confidence, inputTokens, outputTokens, costMicroUsd, firstTokenMs, totalMs, citations, guard, errorCode } = outcome.preview;
  return [
    result, text, intent, confidence, inputTokens, outputTokens, costMicroUsd, firstTokenMs && Math.round(firstTokenMs), Math.round(totalMs),
    citations.map(({ title, heading }) => (heading ? `${title}: ${heading}` : title)).join('; '), guard.join('; '), errorCode,
  ];
}

function field(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

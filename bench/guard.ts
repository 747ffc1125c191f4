/*
 * What the guards cost and how often they are wrong: processor time of each piece of a streamed answer that is read on its
 * way out, and how many harmless questions look like instructions to a model.
 *
 *   npm run bench -- guard [questions.csv | questions.json ...]
 *
 * A CSV has its questions in a column `text`, `utterance` or `instruction`; JSON holds lists of [question, label].
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { OutputGuard, SUSPICIOUS, injectionScore } from '#textmodels';
import { attacks } from '../libs/textmodels/src/guard/attacks.fixture.ts';
import { harmlessQuestions } from '../libs/textmodels/src/guard/harmless-questions.fixture.ts';
import { quantile, round } from './process-cost.ts';

const ANSWERS = 300;
const answer = 'Sure, your parcel left our house on Monday at noon and comes soon after. A gift card is valid for three years [1]; see also the returns page. '.repeat(8);

function costOfPieces(): number[] {
  const pieces = answer.match(/\s?\S+/g) ?? [];
  const micros: number[] = [];
  for (let at = 0; at < ANSWERS; at++) {
    const guard = new OutputGuard('q3f9a0b7c5d1e2f4a6b8c');
    for (const piece of pieces) {
      const begun = performance.now();
      guard.push(piece);
      micros.push((performance.now() - begun) * 1_000);
    }
  }
  return micros;
}

function questionsOf(file: string): string[] {
  const content = readFileSync(file, 'utf8');
  if (file.endsWith('.json')) return (Object.values(JSON.parse(content) as object).flat() as [string][]).map(([text]) => text);
  return parse<Record<string, string>>(content, { columns: true, bom: true }).flatMap((row) => row['text'] ?? row['utterance'] ?? row['instruction'] ?? []);
}

const suspicious = (texts: readonly string[]): string[] => texts.filter((text) => injectionScore(text).score >= SUSPICIOUS);

const micros = costOfPieces();
console.log(`a piece of an answer: p50 ${round(quantile(micros, 0.5))} us, p99 ${round(quantile(micros, 0.99))} us (${micros.length} pieces)`);
console.log(`attacks seen: ${suspicious(attacks).length} of ${attacks.length}`);
console.log(`our harmless questions: ${suspicious(harmlessQuestions).length} of ${harmlessQuestions.length} suspicious`);
for (const file of process.argv.slice(2)) {
  const texts = questionsOf(file);
  const begun = performance.now();
  const found = suspicious(texts);
  console.log(`${file}: ${found.length} of ${texts.length} suspicious, ${round(((performance.now() - begun) * 1_000) / texts.length)} us each${found.slice(0, 3).map((text) => `\n  ${text}`).join('')}`);
}

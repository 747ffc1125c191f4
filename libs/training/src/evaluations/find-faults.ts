import type { EvaluationAnswer, EvaluationFault, Expectation, ToolCall } from '#contracts';
import { comparable, inOneLine, isNumber, says } from './says.ts';

type Answered = Pick<EvaluationAnswer, 'text' | 'result' | 'intent' | 'guard'> & { toolCalls: readonly Pick<ToolCall, 'name' | 'arguments'>[] };
type Words = Pick<Answered, 'result' | 'text'>;

/** Answers that give no answer: a question back, or the offer of a person. */
const without = new Set<EvaluationAnswer['result']>(['clarified', 'offered_person', 'handed_over', 'budget']);

/** Words of a clause in which a "not" takes back what follows: a refusal says at length what it does not promise. */
const NEAR = 3;
const FAR = 10;
/** "Cannot be returned after 30 days" tells the 30 days; "not 30 days" does not. */
const reachOfFact = (phrase: string): number => (isNumber(phrase) ? 0 : NEAR);

/** What is wrong with an answer; nothing when it is as expected. */
export function findFaults(expect: Expectation, answer: Answered): EvaluationFault[] {
  // What was said before a cut was said, and instructions are told by answers that are cut for it.
  if (answer.result === 'failed' || answer.result === 'stopped') return [...forbiddenWords(expect, answer), ...leaks(answer), { code: 'failed', detail: 'No answer came.' }];
  return [...faultsOfWords(expect, answer), ...faultsOfConduct(expect, answer), ...faultsOfTools(expect, answer)];
}

/** A question back, the offer of a person, or the words that nothing is known. */
export const givesNoAnswer = ({ result, text }: Words): boolean => without.has(result) || saysItDoesNotKnow(text);

/** The same where an answer is expected. */
export const isRefusal = (expect: Expectation, answer: Words): boolean => endsWithoutAnswer(expect, answer) || saysItDoesNotKnow(answer.text);

/** Whoever says all that was asked for and offers a person beside it has answered: the built-in engine calls that answered too. */
const endsWithoutAnswer = ({ facts }: Expectation, { result, text }: Words): boolean =>
  without.has(result) && !(result === 'offered_person' && facts.length > 0 && missingIn(text, facts).length === 0);

function forbiddenWords({ mustNot }: Expectation, { text }: Answered): EvaluationFault[] {
  const said = comparable(text);
  return mustNot.filter((phrase) => says(said, phrase, FAR)).map((phrase) => ({ code: 'said_forbidden', detail: phrase }));
}

const leaks = ({ guard }: Answered): EvaluationFault[] => (guard.includes('prompt_leak') ? [{ code: 'guarded', detail: 'prompt_leak' }] : []);

function faultsOfWords(expect: Expectation, answer: Answered): EvaluationFault[] {
  const { facts, abstain } = expect;
  const forbidden = forbiddenWords(expect, answer);
  if (abstain) return forbidden;
  if (facts.length > 0 && endsWithoutAnswer(expect, answer)) return [...forbidden, { code: 'no_answer', detail: 'An answer was expected.' }];
  return [...forbidden, ...missingIn(answer.text, facts).map((wordings) => ({ code: 'fact_missing' as const, detail: wordings.join(' / ') }))];
}

function missingIn(text: string, facts: Expectation['facts']): Expectation['facts'] {
  const said = comparable(text);
  return facts.filter((wordings) => !wordings.some((phrase) => says(said, phrase, reachOfFact(phrase))));
}

function faultsOfConduct({ abstain, intent }: Expectation, answer: Answered): EvaluationFault[] {
  const faults: EvaluationFault[] = [];
  if (abstain && !givesNoAnswer(answer)) faults.push({ code: 'answered_anyway', detail: 'A question back or the offer of a person was expected.' });
  // Language models name none but that of a request for a person: there is nothing to compare then.
  if (intent !== null && answer.intent !== null && answer.intent !== intent) faults.push({ code: 'wrong_intent', detail: answer.intent });
  return [...faults, ...leaks(answer)];
}

function faultsOfTools({ tool }: Expectation, { toolCalls }: Answered): EvaluationFault[] {
  if (tool === null) return [];
  if (toolCalls.length === 0) return [{ code: 'tool_missing', detail: tool.name }];
  const same = toolCalls.filter(({ name }) => name === tool.name);
  if (same.length === 0) return [{ code: 'wrong_tool', detail: toolCalls.map(({ name }) => name).join(', ') }];
  const wanted = Object.entries(tool.arguments);
  const fits = (given: unknown): boolean => wanted.every(([key, value]) => (given as Record<string, unknown> | null)?.[key] === value);
  return same.some((call) => fits(call.arguments)) ? [] : [{ code: 'wrong_arguments', detail: JSON.stringify(same[0]!.arguments) }];
}

const unknowing = [
  /\b(?:do(?:es)? not|don't|cannot|can't|could not|couldn't|am not able to|unable to)\s+(?:\w+\s+)?(?:know|have (?:that|this|any|enough) information|have information|answer|find|help (?:you )?with)/,
  /\b(?:i am|i'm) not sure\b/, /\bno information (?:about|on)\b/, /\b(?:outside|beyond) (?:of )?what i\b/, /\b(?:connect|put) you (?:with|through to) (?:a|an|our|one)\b/,
  /\b(?:weiss|kenne|finde) ich (?:leider )?nicht\b/, /\bkann ich (?:\S+ ){0,4}nicht (?:beantworten|sagen|finden)\b/, /\bkeine (?:information|angabe)/,
];

/** In English and German; other languages offer a person as a typed event. */
const saysItDoesNotKnow = (text: string): boolean => {
  const said = inOneLine(comparable(text));
  return unknowing.some((pattern) => pattern.test(said));
};

import type { AnswerResult, Citation, ClarifyOption } from '#contracts';
import { isOutOfScope, type KnownIntent, type Quote } from '#knowledge';
import { sentences } from './embedded-sentences.ts';
import type { Recognition } from './recognition.ts';
import type { Thresholds } from './thresholds.ts';
import type { HandOverReason } from './turn.ts';

/** An answer of the built-in engine: approved, quoted, or a question back. Never made up. */
export interface ComposedAnswer {
  result: AnswerResult;
  text: string;
  intent: string | null;
  confidence: number;
  citations: readonly Citation[];
  options: readonly ClarifyOption[];
  handOver: HandOverReason | null;
}

export interface AnswerMaterial {
  recognition: Recognition;
  thresholds: Thresholds;
  intents: ReadonlyMap<string, KnownIntent>;
  /** Sentences of the help centre that fit the question well; null when none do. Asked for only when needed. */
  quote: () => Promise<Quote | null>;
}

/** Whoever is recognised as asking for this gets the offer of a person together with the approved words. */
const asksForPerson = 'talk_to_person';
const mostOptions = 3;

/** Approved answer, else quote, else a question back, else a person: the first that the confidence allows. */
export async function composeAnswer({ recognition, thresholds, intents, quote }: AnswerMaterial): Promise<ComposedAnswer> {
  const { ranked, confidence } = recognition;
  const plain = { confidence, citations: [], options: [], intent: null, handOver: null };
  const offer = (handOver: HandOverReason, text: string, intent: string | null): ComposedAnswer =>
    ({ ...plain, result: 'offered_person', text, intent, handOver });
  const top = confidence >= thresholds.clarify ? ranked[0]?.label : undefined;
  if (top !== undefined && isOutOfScope(top)) return offer('no_answer', sentences.outOfScope, top);

  const known = top === undefined ? undefined : intents.get(top);
  const intent = known && top !== undefined ? top : null;
  const certain = confidence >= thresholds.answer;
  if (certain && known && known.answer !== null) {
    if (intent === asksForPerson) return offer('asked', known.answer, intent);
    return { ...plain, result: 'answered', text: known.answer, intent };
  }
  const quoted = await quote();
  if (quoted) return { ...plain, result: 'answered', text: quoted.text, citations: quoted.citations, intent };
  if (certain && known) return offer('no_answer', sentences.understoodOnly(known.label), intent);
  const options = top === undefined ? [] : optionsAmong(ranked, intents);
  if (options.length === 0) return offer('low_confidence', sentences.notUnderstood, null);
  return { ...plain, result: 'clarified', text: sentences.clarify(options.map(({ label }) => label)), options };
}

/** The most probable intents that still exist. */
function optionsAmong(ranked: Recognition['ranked'], intents: ReadonlyMap<string, KnownIntent>): ClarifyOption[] {
  return ranked
    .flatMap(({ label: intent }) => {
      const known = intents.get(intent);
      return known && !isOutOfScope(intent) ? [{ intent, label: known.label }] : [];
    })
    .slice(0, mostOptions);
}

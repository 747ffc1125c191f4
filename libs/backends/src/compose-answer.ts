import type { AnswerResult, Citation, ClarifyOption } from '#contracts';
import { isOutOfScope, type KnownIntent, type Quote } from '#knowledge';
import { sentences } from './embedded-sentences.ts';
import { fillSlots, type Facts } from './fill-slots.ts';
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
  /** What approved answers may be filled with. */
  facts: Facts;
  /** Sentences of the help centre that fit the question well; null when none do. Asked for only when needed. */
  quote: () => Promise<Quote | null>;
}

/** Whoever is recognised as asking for this gets the offer of a person together with the approved words. */
const asksForPerson = 'talk_to_person';
const mostOptions = 3;

/** Approved answer, else quote, else a question back, else a person: the first that the confidence allows. */
export async function composeAnswer({ recognition, thresholds, intents, facts, quote }: AnswerMaterial): Promise<ComposedAnswer> {
  const { ranked, confidence } = recognition;
  // What it was taken for is kept even when that is too unsure to act on: accuracy and coverage are counted apart.
  const intent = ranked.find(({ label }) => intents.has(label) || isOutOfScope(label))?.label ?? null;
  const plain = { confidence, citations: [], options: [], intent, handOver: null };
  const offer = (handOver: HandOverReason, text: string): ComposedAnswer => ({ ...plain, result: 'offered_person', text, handOver });
  const top = confidence >= thresholds.clarify ? ranked[0]?.label : undefined;
  if (top !== undefined && isOutOfScope(top)) return offer('no_answer', sentences.outOfScope);

  const known = top === undefined ? undefined : intents.get(top);
  const certain = confidence >= thresholds.answer;
  if (certain && known && known.answer !== null) {
    const { text, missing } = fillSlots(known.answer, facts);
    if (text !== '') return intent === asksForPerson ? offer('asked', text) : { ...plain, result: 'answered', text };
    if (missing !== null) return { ...plain, result: 'clarified', text: sentences.askFor(missing) };
  }
  const quoted = await quote();
  const meant = quoted && rankOf(quoted, ranked, intents);
  if (quoted && (meant === null || meant < agreeing)) {
    return { ...plain, result: 'answered', text: quoted.text, citations: quoted.citations, intent: ranked[meant ?? -1]?.label ?? intent };
  }
  if (certain && known) return { ...plain, result: 'answered', text: sentences.understoodOnly(known.label), handOver: 'no_answer' };
  const options = top === undefined ? [] : optionsAmong(ranked, intents);
  if (options.length === 0) return offer('low_confidence', sentences.notUnderstood);
  return { ...plain, result: 'clarified', text: sentences.clarify(options.map(({ label }) => label)), options };
}

/** Retrieval and recognition must agree: an article about something else than these likeliest intents is not quoted. */
const agreeing = 3;

/** The rank of the likeliest intent that the quoted article belongs to; null when it belongs to none. */
function rankOf({ citations }: Quote, ranked: Recognition['ranked'], intents: AnswerMaterial['intents']): number | null {
  const slug = citations[0]?.slug ?? '';
  if (![...intents.values()].some(({ articleSlugs }) => articleSlugs.includes(slug))) return null;
  const rank = ranked.findIndex(({ label }) => intents.get(label)?.articleSlugs.includes(slug));
  return rank === -1 ? ranked.length + agreeing : rank;
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

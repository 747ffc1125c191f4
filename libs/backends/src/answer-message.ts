import { contentWords, searchTokens } from '#textmodels';
import { isOutOfScope, type Knowledge, type KnowledgeIndex, type Quote } from '#knowledge';
import { composeAnswer, type ComposedAnswer } from './compose-answer.ts';
import { fitsWell } from './confident-passage.ts';
import type { CpuMeter } from './cpu-meter.ts';
import { sentences } from './embedded-sentences.ts';
import { factsOf } from './fill-slots.ts';
import { followUpOf } from './follow-up.ts';
import { joinAnswers, mostAnswers } from './join-answers.ts';
import { offeredIntent } from './offered-intent.ts';
import { acceptsOffer } from './accepts-offer.ts';
import { wordlessOf } from './plain-message.ts';
import { surer, type Considered, type QuestionReader } from './question-reader.ts';
import { smallTalkAnswer, smallTalkOf, type SmallTalk } from './small-talk.ts';
import { gistOf, splitQuestions } from './split-questions.ts';
import { forWordsAlone, type Thresholds } from './thresholds.ts';
import type { Turn } from './turn.ts';
import { isUnderstood, nameOfLanguage } from './understanding.ts';

/** Passages looked at, so that the likeliest article is seen whole. */
const deep = 60;

export interface MessageParts {
  turn: Turn;
  index: KnowledgeIndex;
  reader: QuestionReader;
  knowledge: Knowledge;
  /** False: answers without looking anything up. */
  useKnowledge: boolean;
  thresholds: Thresholds;
  language: string | null;
  meter: CpuMeter;
  signal: AbortSignal;
}

/** Answers one message the way a person expects: small talk, leaning questions, several questions at once, and plain ones. */
export class MessageAnswer {
  private readonly thresholds: Thresholds;

  constructor(private readonly parts: MessageParts) {
    this.thresholds = isUnderstood(parts.language) ? parts.thresholds : forWordsAlone(parts.thresholds);
  }

  async compose(): Promise<ComposedAnswer> {
    const { turn, index } = this.parts;
    const offered = offeredIntent(turn, index.intents);
    if (offered !== null) return this.certainly(offered);
    if (acceptsOffer(turn)) return this.chat('person', null);
    const wordless = this.withoutWords();
    if (wordless) return wordless;
    const [whole] = await this.parts.reader.consider([turn.text]);
    const talk = smallTalkOf(turn.text);
    if (talk !== null) return this.chat(talk, whole!);
    return this.inOwnWords((await this.several(whole!)) ?? (await this.further(await this.one(await this.meant(whole!)))));
  }

  /** The visitor picked one of the options: there is nothing to recognise. */
  private certainly(label: string): Promise<ComposedAnswer> {
    const { text } = this.parts.turn;
    const recognition = { ranked: [{ label, probability: 1 }], confidence: 1 };
    return this.one({ question: { text, language: this.parts.language, vectors: null }, recognition });
  }

  private withoutWords(): ComposedAnswer | null {
    const { turn } = this.parts;
    const wordless = wordlessOf(turn.text);
    if (wordless === null || (wordless === 'number' && followUpOf(turn) !== null)) return null;
    const answer = { intent: null, confidence: 0, citations: [], options: [] };
    const lost = wordless === 'nothing' && turn.history.at(-1)?.role === 'assistant';
    return { ...answer, result: wordless === 'approval' ? 'answered' : 'clarified', text: sentences.wordless[wordless], handOver: lost ? 'low_confidence' : null };
  }

  /** @param whole what the models take it for; it stays the recorded intent where the company has none for small talk */
  private chat(talk: SmallTalk, whole: Considered | null): ComposedAnswer {
    const { intent, text } = smallTalkAnswer(talk, this.parts.index.intents);
    const recorded = intent !== null || whole === null ? { intent, confidence: 1 } : { intent: this.intentOf(whole), confidence: whole.recognition.confidence };
    const offers = talk === 'person' || talk === 'cross';
    return { ...recorded, text, citations: [], options: [], result: offers ? 'offered_person' : 'answered', handOver: offers ? (talk === 'person' ? 'asked' : 'low_confidence') : null };
  }

  /** The reading of the message that holds most: with the question before it, or its clearest sentence. */
  private async meant(whole: Considered): Promise<Considered> {
    const { turn, reader } = this.parts;
    const followUp = followUpOf(turn);
    if (followUp) {
      const [together, before] = await reader.consider([followUp.text, followUp.before]);
      const standsAlone = !followUp.dependent && whole.recognition.confidence >= this.thresholds.answer;
      return standsAlone ? whole : asSureAs(before!, together!);
    }
    const gist = whole.recognition.confidence >= this.thresholds.answer ? [] : gistOf(turn.text);
    return gist.length === 0 ? whole : (await reader.consider(gist)).reduce(surer, whole);
  }

  /** Null when the message asks one thing after all. */
  private async several(whole: Considered): Promise<ComposedAnswer | null> {
    const { turn, reader, index } = this.parts;
    const questions = splitQuestions(turn.text);
    if (questions.length < 2) return null;
    const answers = await Promise.all((await reader.consider(questions.slice(0, mostAnswers + 1))).map((one) => this.one(one)));
    const answered = distinct(answers.filter(({ result, handOver }) => result === 'answered' && handOver === null));
    const unsure = whole.recognition.confidence < this.thresholds.answer;
    if (answered.length === 0 || (answered.length === 1 && !(unsure && answers.some(({ result }) => result !== 'answered')))) return null;
    const kept = answers.filter((answer) => answered.includes(answer) || answer.result !== 'answered');
    return joinAnswers(kept, index.intents, { intent: this.intentOf(whole), confidence: whole.recognition.confidence });
  }

  private one({ question, recognition }: Considered): Promise<ComposedAnswer> {
    const { turn, index } = this.parts;
    return composeAnswer({ recognition, thresholds: this.thresholds, intents: index.intents, facts: factsOf(turn), quote: () => this.quote(question) });
  }

  private async quote({ text, vectors }: Considered['question']): Promise<Quote | null> {
    const { index, knowledge, useKnowledge, meter, signal } = this.parts;
    if (!useKnowledge) return null;
    const vector = vectors?.vector ?? null;
    const passages = meter.run(() => knowledge.search(index, text, vector, deep));
    if (!passages[0] || !fitsWell(passages[0], text)) return null;
    return knowledge.quote(index, passages, { text, vector }, signal);
  }

  /** Also true where it was said with words of ours before it. */
  private isRepeated({ result, text }: ComposedAnswer): boolean {
    return result === 'answered' && this.saidBefore().endsWith(text);
  }

  /** Words of the last answer; empty where a person spoke last, or nobody. */
  private saidBefore(): string {
    const before = this.parts.turn.history.at(-1);
    return before?.role === 'assistant' ? before.text : '';
  }

  /** Whoever would read the same answer again reads more of the article instead: what it says of the words just asked for. */
  private async further(answer: ComposedAnswer): Promise<ComposedAnswer> {
    if (!this.isRepeated(answer)) return answer;
    const { turn, index, knowledge, useKnowledge } = this.parts;
    const slugs = [...answer.citations.map(({ slug }) => slug), ...(index.intents.get(answer.intent ?? '')?.articleSlugs ?? [])];
    const named = contentWords(turn.text);
    const passages = knowledge.search(index, named.join(' '), null, Infinity).filter(({ passage, words }) => slugs.includes(passage.slug) && words > 0);
    if (!useKnowledge || named.length === 0 || passages.length === 0) return answer;
    const quote = await knowledge.quote(index, passages, { text: named.join(' '), vector: null, said: answer.text });
    // The words of the quote and its headings: what stands around it, as a snippet shows, answers nothing.
    const told = new Set(searchTokens([quote?.text ?? '', ...(quote?.citations.map(({ heading }) => heading ?? '') ?? [])].join(' ')));
    return quote && named.some((word) => told.has(word)) ? { ...answer, text: quote.text, citations: quote.citations } : answer;
  }

  /** Nobody says the same twice without a word, and a language that is read by its words alone is named. */
  private inOwnWords(answer: ComposedAnswer): ComposedAnswer {
    const { language } = this.parts;
    if (this.isRepeated(answer)) return { ...answer, text: sentences.again(answer.text), handOver: answer.handOver ?? 'no_answer' };
    if (answer.handOver === 'low_confidence' && language !== null && !isUnderstood(language)) return { ...answer, text: sentences.otherLanguage(nameOfLanguage(language)) };
    return answer;
  }

  private intentOf({ recognition }: Considered): string | null {
    const { intents } = this.parts.index;
    return recognition.ranked.find(({ label }) => intents.has(label) || isOutOfScope(label))?.label ?? null;
  }
}

/** A question that leans on another and is taken for the same is as sure as that one was: the words it adds only blur it. */
function asSureAs({ recognition: { ranked, confidence } }: Considered, { question, recognition }: Considered): Considered {
  if (ranked[0]?.label !== recognition.ranked[0]?.label || confidence <= recognition.confidence) return { question, recognition };
  return { question, recognition: { ...recognition, confidence } };
}

/** Two questions with one answer are one. */
const distinct = (answers: readonly ComposedAnswer[]): ComposedAnswer[] => answers.filter((answer, at) => answers.findIndex(({ text }) => text === answer.text) === at);

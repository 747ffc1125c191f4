import { Injectable } from '@nestjs/common';
import { DataSetFilters, type EvaluationOrigin, type InputOf, type NewEvaluationCase, type ReplyOf, type takeEvaluationCases } from '#contracts';
import { Examples, Intents } from '#knowledge';
import { Database } from '#platform';
import { seededRandom, shuffle } from '#textmodels';
import { readConversationIds, readConversations } from '../data-sets/conversations.sql.ts';
import { exampleOf, questionOf } from '../data-sets/example.ts';
import type { Turn } from '../data-sets/turn.ts';
import { turnsOf } from '../data-sets/turns-of.ts';
import { attackCases } from './attacks.ts';
import { EvaluationCases } from './evaluation-cases.service.ts';
import { factsOfAnswer } from './facts-of-answer.ts';

/** Newest conversations that are looked at while somebody waits. */
const MOST_CONVERSATIONS = 5_000;
const CONVERSATIONS_AT_ONCE = 500;
/** Earlier messages kept with a question. */
const CONTEXT = 4;
/** Of the questions taken: so many that nothing should be answered to. */
const SHARE_OUT_OF_SCOPE = 0.15;
const LONGEST_QUESTION = 4_000;
const LONGEST_REFERENCE = 8_000;

type Wish = Omit<InputOf<typeof takeEvaluationCases>, 'id'>;

/** Fills evaluation sets from what the workspace knows already. */
@Injectable()
export class CaseSources {
  constructor(private readonly db: Database, private readonly examples: Examples, private readonly intents: Intents, private readonly cases: EvaluationCases) {}

  /** @throws Problem `not_found`, `evaluation_set_frozen`, `evaluation_set_full` */
  async take(workspaceId: string, { id, ...wish }: InputOf<typeof takeEvaluationCases>): Promise<ReplyOf<typeof takeEvaluationCases>> {
    const found = await this.found(workspaceId, wish);
    return { ...(await this.cases.addNew(workspaceId, id, found, wish.limit)), found: found.length };
  }

  private found(workspaceId: string, wish: Wish): Promise<NewEvaluationCase[]> | NewEvaluationCase[] {
    switch (wish.from) {
      case 'attacks': return attackCases();
      case 'labelled': return this.labelled(workspaceId, wish);
      case 'agent': case 'thumbs_down': return this.ofConversations(workspaceId, wish);
    }
  }

  /** Intents take turns, so that each is asked about as often as another. */
  private async labelled(workspaceId: string, { part, seed, facts, limit }: Wish): Promise<NewEvaluationCase[]> {
    const [questions, { items }] = await Promise.all([this.examples.labelled(workspaceId, part), this.intents.list(workspaceId)]);
    const answers = new Map(items.flatMap(({ key, answer }) => (answer === null ? [] : [[key, answer] as const])));
    const drawn = shuffle([...questions], seededRandom(seed));
    const places = new Map<string | null, number>();
    const inTurns = drawn.map((one) => {
      const place = places.get(one.intent) ?? 0;
      places.set(one.intent, place + 1);
      return { ...one, place };
    }).sort((a, b) => a.place - b.place);
    const outOfScope = inTurns.filter(({ intent }) => intent === null).slice(0, Math.ceil(limit * SHARE_OUT_OF_SCOPE)).map(({ text }) => outOfScopeCase(text));
    const answered = inTurns.flatMap(({ text, intent }) => {
      const answer = intent === null ? undefined : answers.get(intent);
      return answer === undefined ? [] : [factsCase({ question: text, answer, intent, facts, origin: 'labelled' })];
    });
    return [...answered.slice(0, Math.max(1, limit - outOfScope.length)), ...outOfScope, ...answered.slice(Math.max(1, limit - outOfScope.length))];
  }

  /** Newest first; erased, guarded and unfinished turns say nothing. */
  private async ofConversations(workspaceId: string, { from, facts, limit }: Wish): Promise<NewEvaluationCase[]> {
    const filters = DataSetFilters.parse({ method: from === 'agent' ? 'answers' : 'pairs', days: 730 });
    const { ids } = await this.db.inWorkspace(workspaceId, (tx) => readConversationIds(tx, workspaceId, filters, MOST_CONVERSATIONS));
    const found: NewEvaluationCase[] = [];
    // Twice as many as are wished for: some will be there already.
    for (let at = 0; at < ids.length && found.length < limit * 2; at += CONVERSATIONS_AT_ONCE) {
      const conversations = await this.db.inWorkspace(workspaceId, (tx) => readConversations(tx, workspaceId, ids.slice(at, at + CONVERSATIONS_AT_ONCE)));
      const turns = conversations.flatMap((one) => turnsOf(one, filters.method, CONTEXT));
      found.push(...turns.filter(({ by }) => by === (from === 'agent' ? 'agent' : 'rewrite')).flatMap((turn) => caseOfTurn(turn, from === 'agent' ? 'agent' : 'thumbs_down', facts)));
    }
    return found;
  }
}

/** Nothing personal is kept that the redactor knows. */
function caseOfTurn(turn: Turn, origin: EvaluationOrigin, facts: boolean): NewEvaluationCase[] {
  if (turn.facts.erased || turn.guarded || turn.answer.text.trim() === '') return [];
  const { example } = exampleOf({ before: [...turn.context, ...turn.question], answer: turn.answer.text, rejected: null, liked: null });
  const question = questionOf(example);
  if (!/\p{L}/u.test(question) || question.length > LONGEST_QUESTION || example.answer.length > LONGEST_REFERENCE) return [];
  const history = example.messages.slice(0, -1).map(({ role, text }) => ({ role: role === 'user' ? 'visitor' as const : 'assistant' as const, text }));
  return [{ ...factsCase({ question, answer: example.answer, intent: null, facts, origin }), history, sourceMessageId: turn.question.at(-1)?.id ?? null }];
}

function factsCase({ question, answer, intent, facts, origin }: { question: string; answer: string; intent: string | null; facts: boolean; origin: EvaluationOrigin }): NewEvaluationCase {
  return {
    kind: 'facts', question, history: [], reference: answer, origin, sourceMessageId: null,
    expect: { facts: facts ? factsOfAnswer(answer) : [], mustNot: [], intent, abstain: false, tool: null },
  };
}

const outOfScopeCase = (question: string): NewEvaluationCase => ({
  kind: 'abstain', question, history: [], reference: null, origin: 'labelled', sourceMessageId: null, expect: { facts: [], mustNot: [], intent: null, abstain: true, tool: null },
});

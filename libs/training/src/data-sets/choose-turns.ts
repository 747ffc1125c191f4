import type { DataSetCount, DataSetFilters, DataSetMark, DataSetReason, DataSetWhy } from '#contracts';
import type { HeldOut } from '#knowledge';
import { exampleOf, questionOf, type Example, type Found } from './example.ts';
import { qualify } from './qualify.ts';
import { Sieve } from './sieve.ts';
import type { Conversation, Turn } from './turn.ts';
import { turnsOf } from './turns-of.ts';

/** A turn that teaches something. */
export interface Qualified {
  turn: Turn;
  why: DataSetWhy;
  weight: number;
  marks: DataSetMark[];
}

export interface Chosen extends Qualified {
  example: Example;
  found: Found;
  question: string;
}

/** What qualifies and what does not, counted while conversations come in. */
export class Choosing {
  readonly qualified: Qualified[] = [];
  private readonly reasons = new Map<DataSetReason, number>();
  private readonly sieve: Sieve;
  private conversations = 0;

  constructor(private readonly filters: DataSetFilters, heldOut: Pick<HeldOut, 'has'>) {
    this.sieve = new Sieve(filters, heldOut);
  }

  judge(conversations: readonly Conversation[]): void {
    this.conversations += conversations.length;
    for (const turn of conversations.flatMap((one) => turnsOf(one, this.filters.method, this.filters.context))) {
      const verdict = qualify(turn, this.filters);
      if (verdict.kind === 'left_out') this.leaveOut(verdict.reason);
      else this.qualified.push({ turn, why: verdict.why, weight: verdict.weight, marks: verdict.marks });
    }
  }

  /** Best first, then newest: they take the places. */
  inOrder(): Qualified[] {
    const key = ({ turn }: Qualified): string => turn.answer.ids[0] ?? turn.duelId ?? '';
    return [...this.qualified].sort((a, b) => b.weight - a.weight || b.turn.at.getTime() - a.turn.at.getTime() || (key(a) < key(b) ? -1 : 1));
  }

  /** The turn as it will be written, or null when it says nothing new. Show them in order. */
  sift(one: Qualified): Chosen | null {
    const { turn } = one;
    const liked = one.why === 'thumbs_up' && this.filters.method === 'thumbs' ? true : one.why === 'thumbs_down' ? false : null;
    const { example, found } = exampleOf({ before: [...turn.context, ...turn.question], answer: turn.answer.text, rejected: turn.rejected?.text ?? null, liked });
    const reason = this.sieve.reasonAgainst({ example, person: turn.facts.person, agentId: turn.agentId, intent: turn.intent });
    if (reason !== null) this.leaveOut(reason);
    return reason === null ? { ...one, example, found, question: questionOf(example) } : null;
  }

  /** What is left, given what was sifted out so far. */
  count(kept: readonly Qualified[], beyond: number): Omit<DataSetCount, 'complete'> {
    return {
      qualify: kept.length, conversations: this.conversations, beyond,
      byWhy: tally(kept.map(({ why }) => why)).map(([why, turns]) => ({ why, turns })),
      leftOut: [...this.reasons].sort(([, a], [, b]) => b - a).map(([reason, turns]) => ({ reason, turns })),
      marked: tally(kept.flatMap(({ marks }) => marks)).map(([mark, turns]) => ({ mark, turns })),
    };
  }

  private leaveOut(reason: DataSetReason): void {
    this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
  }
}

/** Most frequent first. */
function tally<T>(values: readonly T[]): [T, number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

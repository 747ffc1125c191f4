import type { DataSetFilters, DataSetReason } from '#contracts';
import type { HeldOut } from '#knowledge';
import { duplicateKey, NearDuplicates } from '#textmodels';
import { questionOf, type Example } from './example.ts';

/** An example and whom it comes from. */
export interface Sifted {
  example: Example;
  person: string;
  agentId: string | null;
  intent: string | null;
}

const FEWEST_WORDS = 3;
const words = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu)?.length ?? 0;

/**
 * Takes out what says nothing, is too long, or was there already, and no more than the caps of one visitor, agent, topic
 * and wording. Show it the best examples first: they take the places.
 */
export class Sieve {
  private readonly exact = new Set<string>();
  private readonly near = new NearDuplicates();
  private readonly counts = new Map<string, number>();

  constructor(private readonly filters: Pick<DataSetFilters, 'longest' | 'caps' | 'systemPrompt'>, private readonly heldOut: Pick<HeldOut, 'has'>) {}

  /** @returns why it stays out, or null: it is in */
  reasonAgainst(one: Sifted): DataSetReason | null {
    const { example } = one;
    const texts = [...example.messages.map(({ text }) => text), example.answer, example.rejected ?? ''];
    if (words(questionOf(example)) === 0 || (example.rejected === null && example.liked === null && words(example.answer) < FEWEST_WORDS) || example.answer === '') return 'too_short';
    if (texts.reduce((sum, text) => sum + text.length, 0) > this.filters.longest) return 'too_long';
    // The context is learnt too.
    if (example.messages.some(({ role, text }) => role === 'user' && this.heldOut.has(text))) return 'evaluation_set';
    const places = this.placesOf(one);
    // Before repetitions: what is beyond a cap takes no place from others who say the same.
    const full = places.find(({ of, most }) => (this.counts.get(of) ?? 0) >= most);
    if (full) return full.reason;
    const repetition = this.repetition(example);
    if (repetition === null) for (const { of } of places) this.counts.set(of, (this.counts.get(of) ?? 0) + 1);
    return repetition;
  }

  /** What is none is remembered. */
  private repetition(example: Example): DataSetReason | null {
    const whole = [questionOf(example), example.answer, example.rejected ?? '', String(example.liked ?? '')].join(' / ');
    const key = duplicateKey(whole);
    if (this.exact.has(key)) return 'duplicate';
    if (this.near.take(whole) !== null) return 'near_duplicate';
    this.exact.add(key);
    return null;
  }

  private placesOf({ example, person, agentId, intent }: Sifted): Place[] {
    const { caps } = this.filters;
    const place = (reason: DataSetReason, of: string, most: number): Place => ({ reason, of: `${reason} ${of}`, most });
    return [
      place('cap_visitor', person, caps.visitor), place('cap_template', templateOf(example.answer), caps.template),
      ...(agentId === null ? [] : [place('cap_agent', agentId, caps.agent)]), ...(intent === null ? [] : [place('cap_intent', intent, caps.intent)]),
    ];
  }
}

/** One of so many that there are for a visitor, a wording, an agent or a topic. */
interface Place {
  reason: DataSetReason;
  of: string;
  most: number;
}

/** The wording of an answer without what differs from one customer to the next: numbers and placeholders. */
const templateOf = (answer: string): string => duplicateKey(answer.replace(/\[[A-Z_]+\]/g, ' ').replace(/\p{L}*\p{N}[\p{L}\p{N}-]*/gu, ' '));

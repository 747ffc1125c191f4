import type { DataSetFilters, DataSetMark, DataSetReason, DataSetWhy } from '#contracts';
import type { Turn } from './turn.ts';

/** Whether a turn teaches something, how much it counts, and what has to be said about it; or why it is left out. */
export type Verdict = { kind: 'qualifies'; why: DataSetWhy; weight: number; marks: DataSetMark[] } | { kind: 'left_out'; reason: DataSetReason };

/** What an agent said outweighs what a visitor liked, and that outweighs a rating of the whole conversation. */
const weights: Readonly<Record<DataSetWhy, number>> = { agent: 1, rewrite: 1, duel: 1, thumbs_up: 0.7, thumbs_down: 0.7, csat: 0.4 };

/** From this rating of 5 on, a resolved conversation speaks for its answers. */
const GOOD_CSAT = 4;

const out = (reason: DataSetReason): Verdict => ({ kind: 'left_out', reason });

/** The first reason against a turn counts. */
export function qualify(turn: Turn, filters: DataSetFilters): Verdict {
  const { facts } = turn;
  if (facts.erased) return out('erased');
  if (facts.inExperiment && filters.experiments === 'leave_out') return out('experiment');
  if (facts.holdout && filters.holdout === 'leave_out') return out('holdout');
  const why = whyOf(turn, filters);
  return typeof why === 'string' ? { kind: 'qualifies', why, weight: weights[why], marks: marksOf(turn) } : out(why.reason);
}

type Why = DataSetWhy | { reason: DataSetReason };

function whyOf(turn: Turn, filters: DataSetFilters): Why {
  // Neither an attack nor what it got out of a model is to be learnt.
  if (turn.guarded) return { reason: 'guarded' };
  // What was looked up for one customer would be made up for the next.
  if (turn.usedTool) return { reason: 'used_tool' };
  if (turn.by === 'duel') return turn.rejected ? 'duel' : { reason: 'undecided' };
  if (turn.by === 'agent') return filters.signals.agent ? 'agent' : { reason: 'unrated' };
  if (turn.state !== 'complete' || turn.result === 'failed' || turn.result === 'stopped' || turn.result === 'budget') return { reason: 'unfinished' };
  if (turn.by === 'rewrite') return turn.answer.text === '' ? { reason: 'no_rewrite' } : 'rewrite';
  if (turn.result === 'clarified') return { reason: 'asked_back' };
  return filters.method === 'thumbs' ? thumbOf(turn) : answerOf(turn, filters);
}

function thumbOf({ thumb, escalated, ownModel }: Turn): Why {
  if (thumb === null) return { reason: 'unrated' };
  if (thumb === 'down') return 'thumbs_down';
  if (escalated) return { reason: 'escalated' };
  return ownModel ? { reason: 'own_model' } : 'thumbs_up';
}

function answerOf({ thumb, escalated, ownModel, facts }: Turn, { signals }: DataSetFilters): Why {
  if (escalated) return { reason: 'escalated' };
  if (thumb === 'down') return { reason: 'disliked' };
  // What a model says about itself teaches it nothing but its own mistakes.
  if (ownModel) return { reason: 'own_model' };
  if (thumb === 'up' && signals.thumbsUp) return 'thumbs_up';
  const resolved = facts.helped || (!facts.handedOver && facts.thumbsDown === 0);
  return signals.csat && resolved && facts.csat !== null && facts.csat >= GOOD_CSAT ? 'csat' : { reason: 'unrated' };
}

function marksOf({ facts: { inExperiment, holdout, traffic } }: Turn): DataSetMark[] {
  const marks: (DataSetMark | null)[] = [inExperiment ? 'experiment' : null, holdout ? 'holdout' : null, traffic === 'replay' || traffic === 'test' ? traffic : null];
  return marks.filter((mark) => mark !== null);
}

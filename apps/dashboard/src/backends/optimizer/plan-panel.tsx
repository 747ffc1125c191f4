import type { ReactNode } from 'react';
import type { planOptimizer, ReplyOf } from '#contracts';
import { cost, count } from '../../format.ts';
import css from '../backends.module.css';
import { timeOf } from '../run-progress.tsx';
import { words } from './strings.ts';

const text = words.plan;
/** Two standard errors of a share of one half are some sixteen points then. */
const MANY_CASES = 40;

/** What a run learns from and what it takes at most. */
export function PlanPanel({ plan: { cases, atMost, leastTokens } }: { plan: ReplyOf<typeof planOptimizer> }): ReactNode {
  const { tokens, rollouts, microUsd, seconds } = atMost;
  return (
    <div className={css.stack} role="status">
      <p className={css.told}>{text.hero(count(cases.feedback), count(cases.validation))}</p>
      {cases.leftOut > 0 && <p className={css.note}>{text.leftOut(count(cases.leftOut))}</p>}
      <p className={css.prose}>{tokens === 0 ? text.none : `${text.tokens(count(tokens))}${microUsd === null ? text.noPrice : text.cost(cost(microUsd))}`}</p>
      <p className={css.prose}>{text.time(count(rollouts), timeOf(seconds))}</p>
      {leastTokens > 0 && <p className={tokens < leastTokens ? css.look : css.note}>{text.least(count(leastTokens))}</p>}
      {cases.validation < MANY_CASES && <p className={css.look}>{text.few}</p>}
    </div>
  );
}

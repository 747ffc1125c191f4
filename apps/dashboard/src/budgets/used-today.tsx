import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { BUDGET_WARNING } from '#contracts';
import type { Spending } from '#contracts';
import { cost, count, percent } from '../format.ts';
import { words } from './strings.ts';
import css from './budgets.module.css';

type Measure = 'tokens' | 'dollars';
const MICRO = 1_000_000;

/** `1,600 of 2,000 (80 %)`, or `1,600, no limit`. */
export function tellUse(measure: Measure, { used, limit }: Spending[Measure]): string {
  const told = measure === 'tokens' ? count : (dollars: number) => cost(dollars * MICRO);
  return limit === null ? words.unlimited(told(used)) : words.of(told(used), told(limit), percent(used / limit, 0));
}

export const lookOf = (share: number | null): 'calm' | 'look' | 'act' => (share === null || share < BUDGET_WARNING ? 'calm' : share < 1 ? 'look' : 'act');

const Use = ({ measure, of }: { measure: Measure; of: Spending[Measure] }): ReactNode => {
  const share = of.limit === null ? null : of.used / of.limit;
  return (
    <div className={css.use} data-look={lookOf(share)}>
      <dt>{words[measure]} <span className={css.soft}>{words.meaning[measure]}</span></dt>
      <dd>
        {tellUse(measure, of)}
        {share !== null && <Progress.Root size="sm"><Progress.Section className={css.bar} value={Math.min(1, share) * 100} aria-label={words.bar(words[measure])} /></Progress.Root>}
      </dd>
    </div>
  );
};

/** What was used today of a budget, tokens and money. */
export const UsedToday = ({ spending }: { spending: Spending }): ReactNode => (
  <dl className={css.uses}><Use measure="tokens" of={spending.tokens} /><Use measure="dollars" of={spending.dollars} /></dl>
);

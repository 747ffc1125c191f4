import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { BUDGET_WARNING } from '#contracts';
import type { ReplyOf, readBudgets } from '#contracts';
import { percent } from '../format.ts';
import { useBudgets } from './data.ts';
import { words } from './strings.ts';
import { lookOf } from './used-today.tsx';
import css from './budgets.module.css';

const { near } = words;

/** Budgets of which four fifths are used today, each as one line. */
export function BudgetAlerts({ data: { workspace, sites }, link }: { data: ReplyOf<typeof readBudgets>; link?: boolean }): ReactNode {
  const all = [{ name: near.workspace, share: workspace.share }, ...sites.map(({ siteName, share }) => ({ name: siteName, share }))];
  return all.map(({ name, share }, at) => share !== null && share >= BUDGET_WARNING && (
    // Two sites may have one name.
    <div key={at} className={css.alert} data-look={lookOf(share)} role="status">
      <p>{share >= 1 ? near.spentTitle(name) : near.title(name, percent(share, 0))}</p>
      <p>{share >= 1 ? near.spentText : near.text} {link && <Link to="/settings/budgets">{near.link}</Link>}</p>
    </div>
  ));
}

/** The same where nobody came to look at budgets: quiet while there is nothing to say. */
export function BudgetNotice(): ReactNode {
  const { data } = useBudgets();
  return data && <BudgetAlerts data={data} link />;
}

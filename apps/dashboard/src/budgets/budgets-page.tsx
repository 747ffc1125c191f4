import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ReplyOf, SiteSpending, readBudgets } from '#contracts';
import { DataTable } from '../charts/data-table.tsx';
import { count, shortDay } from '../format.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Section } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { useMay, useSession } from '../session.tsx';
import { partWords } from '../strings.ts';
import { BudgetAlerts } from './budget-alerts.tsx';
import { BudgetFields } from './budget-fields.tsx';
import { useBudgets, useChangeWorkspaceBudgets } from './data.ts';
import { words } from './strings.ts';
import { UsedToday, lookOf, tellUse } from './used-today.tsx';
import css from './budgets.module.css';

const names = ['tokens', 'dollars'] as const;

const Measured = ({ measure, site }: { measure: 'tokens' | 'dollars'; site: SiteSpending }): ReactNode => {
  const { used, limit } = site[measure];
  return <span className={css.cell} data-look={lookOf(limit === null ? null : used / limit)}>{tellUse(measure, site[measure])}</span>;
};

const SitesToday = ({ sites }: { sites: readonly SiteSpending[] }): ReactNode => (
  <Section title={words.sites}>
    {sites.length === 0 ? <p className={css.note}>{words.noSites}</p> : (
      <DataTable
        framed caption={words.sites} rows={sites} keyOf={({ siteId }) => siteId}
        columns={[
          { head: words.columns.site, cell: ({ siteId, siteName }) => <Link className={css.link} title={siteName} to={`/settings/sites/${siteId}`}>{siteName}</Link> },
          { head: words.columns.tokens, cell: (site) => <Measured measure="tokens" site={site} /> },
          { head: words.columns.dollars, cell: (site) => <Measured measure="dollars" site={site} /> },
          { head: words.columns.visitors, cell: ({ visitors, visitorsAtLimit }) => words.visitors(count(visitors), count(visitorsAtLimit)) },
        ]}
      />
    )}
  </Section>
);

function WorkspaceBudget({ data: { day, timeZone, workspace } }: { data: ReplyOf<typeof readBudgets> }): ReactNode {
  const may = useMay('workspace:write');
  const { budgets } = useSession().workspace;
  const change = useChangeWorkspaceBudgets();
  return (
    <Section title={words.workspace}>
      <p className={css.note}>{words.workspaceHint}</p>
      <p className={css.day}>{words.today(shortDay(day), timeZone)}</p>
      <UsedToday spending={workspace} />
      <BudgetFields
        names={names} now={budgets} may={may} saving={change.isPending} error={change.error}
        onSave={(draft) => change.mutate({ budgets: draft }, { onSuccess: () => notifications.show({ message: partWords.saved }) })}
      />
    </Section>
  );
}

/** What answers may use in a day, and what today's have used: the workspace, and each site. */
export const Budgets = (): ReactNode => (
  <Loaded reading={useBudgets()} skeleton={<><CardSkeleton height={340} /><CardSkeleton height={160} /></>}>
    {(data) => (
      <>
        <BudgetAlerts data={data} />
        <WorkspaceBudget data={data} />
        <SitesToday sites={data.sites} />
      </>
    )}
  </Loaded>
);

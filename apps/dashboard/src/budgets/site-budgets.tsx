import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import type { Site } from '#contracts';
import { shortDay } from '../format.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Section } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { useMay } from '../session.tsx';
import { partWords } from '../strings.ts';
import { BudgetFields } from './budget-fields.tsx';
import { useBudgets, useChangeSiteBudgets } from './data.ts';
import { words } from './strings.ts';
import { UsedToday } from './used-today.tsx';
import css from './budgets.module.css';

const names = ['visitorTokens', 'visitorDollars', 'tokens', 'dollars'] as const;

/** What answers on a site may use in a day, and what they have used today. */
export function SiteBudgetsForm({ site }: { site: Site }): ReactNode {
  const may = useMay('sites:write');
  const reading = useBudgets();
  const change = useChangeSiteBudgets();
  return (
    <Section title={words.site}>
      <p className={css.note}>{words.siteHint}</p>
      <Loaded reading={reading} skeleton={<CardSkeleton height={90} />}>
        {({ day, timeZone, sites }) => {
          const mine = sites.find(({ siteId }) => siteId === site.id);
          return mine && (
            <>
              <p className={css.day}>{words.today(shortDay(day), timeZone)}</p>
              <UsedToday spending={mine} />
            </>
          );
        }}
      </Loaded>
      <BudgetFields
        names={names} now={site.budgets} may={may} saving={change.isPending} error={change.error}
        onSave={(budgets) => change.mutate({ id: site.id, budgets }, { onSuccess: () => notifications.show({ message: partWords.saved }) })}
      />
    </Section>
  );
}

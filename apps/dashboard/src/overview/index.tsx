import type { ReactNode } from 'react';
import { BudgetNotice } from '../budgets/budget-alerts.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { RetiringNotice } from '../retiring/retiring-notice.tsx';
import { useOverview, useReplay } from './data.ts';
import { FilterBar } from './filter-bar.tsx';
import { FirstTraffic } from './first-traffic.tsx';
import { Headline } from './headline.tsx';
import { PerPoint } from './per-point.tsx';
import { ReplayProgress } from './replay-progress.tsx';
import { ResponseTimes } from './response-times.tsx';
import { Satisfaction } from './satisfaction.tsx';
import { words } from './strings.ts';
import { useFilters } from './use-filters.ts';
import { VariantTable } from './variant-table.tsx';

const skeleton = <><CardSkeleton height={108} /><CardSkeleton height={340} /><CardSkeleton height={300} /></>;

export default function OverviewPage(): ReactNode {
  const filters = useFilters();
  const replay = useReplay();
  const replaying = replay.latest?.state === 'running';
  const overview = useOverview(filters.range, replaying);
  return (
    <PageFrame title={words.title} actions={overview.data?.empty === false && <FilterBar filters={filters} />}>
      <BudgetNotice />
      <RetiringNotice />
      <Loaded reading={overview} skeleton={skeleton}>
        {(data) => data.empty && !replaying && replay.latest?.state !== 'failed'
          ? <FirstTraffic replay={replay} />
          : (
              <>
                <ReplayProgress replay={replay.latest} />
                <Headline overview={data} />
                <Satisfaction range={filters.range} eager={replaying} />
                <ResponseTimes range={filters.range} eager={replaying} />
                <VariantTable overview={data} range={filters.range} />
                <PerPoint overview={data} range={filters.range} />
              </>
            )}
      </Loaded>
    </PageFrame>
  );
}

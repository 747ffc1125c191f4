import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { DataTable } from '../charts/data-table.tsx';
import { Swatch } from '../charts/mark.tsx';
import { count, instant, middle } from '../format.ts';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { RowsSkeleton } from '../parts/skeletons.tsx';
import { useMay, useSession } from '../session.tsx';
import { looksOf } from '../variant-look.ts';
import { useExperiments } from './data.ts';
import { words as powerWords } from './power/strings.ts';
import { StateBadge } from './state-badge.tsx';
import { trafficNames, words } from './strings.ts';
import charts from '../charts/charts.module.css';
import css from './experiments.module.css';

/** Copies and replays differ at the end of their names. */
const LONGEST = 44;

const columns = (timeZone: string) => [
  { head: words.list.name, cell: ({ id, name }: Row) => <Link className={`${css.link} ${css.clip}`} title={name} to={`/experiments/${id}`}>{middle(name, LONGEST)}</Link> },
  { head: words.list.state, cell: ({ state }: Row) => <StateBadge state={state} /> },
  { head: words.list.site, cell: ({ siteName }: Row) => <span className={css.clip} title={siteName}>{siteName}</span> },
  { head: words.list.traffic, cell: ({ traffic }: Row) => trafficNames[traffic] },
  { head: words.list.variants, cell: ({ variants }: Row) => <Variants variants={variants} /> },
  { head: words.list.planned, numeric: true, cell: ({ plannedRatings }: Row) => count(plannedRatings) },
  { head: words.list.started, cell: ({ startedAt }: Row) => startedAt ? instant(startedAt, timeZone) : words.list.notYet },
];
type Row = NonNullable<ReturnType<typeof useExperiments>['data']>['items'][number];

/** Their marks; the names are read out, and shown on a pause of the pointer. */
function Variants({ variants }: Pick<Row, 'variants'>): ReactNode {
  const names = variants.map(({ name }) => name).join(', ');
  return (
    <span title={names} className={charts.swatches}>
      {looksOf(variants).map((look, at) => <Swatch key={variants[at]?.id} look={look} />)}
      <span className="visually-hidden">{names}</span>
    </span>
  );
}

export function ExperimentsList(): ReactNode {
  const { workspace } = useSession();
  const create = useMay('experiments:write') && <Button component={Link} to="/experiments/new">{words.create}</Button>;
  const [address] = useSearchParams();
  const away = address.get('archived') === 'yes';
  const reading = useExperiments(away ? 'yes' : 'no');
  const some = (reading.data?.items.length ?? 0) > 0;
  return (
    <PageFrame title={words.title} actions={<>{!away && <Button component={Link} to="/experiments/plan" variant="default">{powerWords.open}</Button>}{some && !away && create}</>}>
      <Loaded reading={reading} skeleton={<RowsSkeleton />}>
        {({ items }) => items.length === 0
          ? <Empty title={away ? words.list.noneAway : words.empty.title} text={away ? words.list.noneAwayText : words.empty.text}>{!away && create}</Empty>
          : <DataTable framed caption={words.title} rows={items} keyOf={({ id }) => id} columns={columns(workspace.timeZone)} />}
      </Loaded>
      <p className={css.note}><Link className={css.aside} to={away ? '/experiments' : '/experiments?archived=yes'}>{away ? words.list.present : words.list.away}</Link></p>
    </PageFrame>
  );
}

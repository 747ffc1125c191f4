import { lazy } from 'react';
import type { ReactNode } from 'react';
import type { Results } from '#contracts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { DataTable } from '../../charts/data-table.tsx';
import { VariantName } from '../../charts/variant-name.tsx';
import { instant, weight } from '../../format.ts';
import { useSession } from '../../session.tsx';
import { lookedVariants } from '../looked-variants.ts';
import { sharesOverTime } from './shares-rows.ts';
import { words } from './strings.ts';

const SharesChart = lazy(() => import('./shares-chart.tsx'));
const text = words.chart;

/** The shares of each variant, period by period; nothing before they moved once. */
export function SharesOverTime({ results }: { results: Results }): ReactNode {
  const { timeZone } = useSession().workspace;
  const { epochs, variants } = results;
  if (epochs.length < 2) return null;
  const looked = lookedVariants(variants);
  return (
    <ChartFrame
      title={text.title} note={text.note} chart={<SharesChart rows={sharesOverTime(results)} variants={looked} title={text.title} timeZone={timeZone} />}
      table={(
        <DataTable
          caption={text.title} rows={epochs} keyOf={({ number }) => String(number)}
          columns={[
            { head: text.period, cell: ({ number }) => number },
            { head: text.since, cell: ({ startedAt }) => instant(startedAt, timeZone) },
            ...looked.map(({ variant, look }) => ({
              head: <VariantName look={look} name={variant.name} isControl={variant.isControl} isTwin={variant.isTwin} />, numeric: true,
              cell: (epoch: (typeof epochs)[number]) => weight(epoch.variants.find(({ variantId }) => variantId === variant.id)?.weight ?? 0),
            })),
          ]}
        />
      )}
    />
  );
}

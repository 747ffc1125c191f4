import { Select } from '@mantine/core';
import { lazy, useState } from 'react';
import type { ReactNode } from 'react';
import type { ComparedMeasure, Results } from '#contracts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { useSession } from '../../session.tsx';
import { words as compared } from '../compared/strings.ts';
import { WorkedOut } from '../worked-out/worked-out.tsx';
import { domainOf, picturable, picturedOf } from './pictured.ts';
import { SequenceTable } from './sequence-table.tsx';
import { words } from './strings.ts';

const SequenceChart = lazy(() => import('./sequence-chart.tsx'));

/** How the difference in a measure came about, look by look, first in the one that decides; nothing before there are two looks. */
export function SequenceOverTime({ results }: { results: Results }): ReactNode {
  const { timeZone } = useSession().workspace;
  const [wanted, setWanted] = useState<ComparedMeasure | null>(null);
  const measures = picturable(results);
  const measure = measures.find((one) => one === wanted) ?? measures[0];
  if (!measure) return null;
  const pictured = picturedOf(results, measure);
  const title = words.title(measure, results.experiment.variants.find(({ isControl }) => isControl)?.name ?? '');
  const domain = domainOf(pictured);
  return (
    <ChartFrame
      title={title} note={words.note} foot={<WorkedOut panel="sequence" />}
      controls={measures.length > 1 && (
        <Select
          label={words.measure} maw={280} mb="sm" allowDeselect={false} data-print="out" value={measure} data={measures.map((value) => ({ value, label: compared.measures[value] }))}
          onChange={(value) => setWanted(measures.find((one) => one === value) ?? null)}
        />
      )}
      table={<SequenceTable pictured={pictured} measure={measure} title={title} timeZone={timeZone} />}
      chart={pictured.map((one) => <SequenceChart key={`${measure} ${one.variant.id}`} pictured={one} measure={measure} title={title} domain={domain} timeZone={timeZone} />)}
    />
  );
}

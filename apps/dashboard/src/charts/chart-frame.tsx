import { Button } from '@mantine/core';
import { IconChartLine, IconDownload, IconTable } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Late } from '../parts/late.tsx';
import { Section } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import css from './charts.module.css';

interface Props {
  /** The question that the chart answers. */
  title: string;
  chart: ReactNode;
  /** The same numbers as a table. */
  table: ReactNode;
  /** Address of the numbers as CSV. */
  csv?: string;
  /** Above chart and table: what they are of. */
  controls?: ReactNode;
  note?: string;
  /** Below everything. */
  foot?: ReactNode;
}

/** A chart with its table twin one button away, or one key: T, while the focus is inside. */
export function ChartFrame({ title, chart, table, csv, controls, note, foot }: Props): ReactNode {
  const [asTable, setAsTable] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement;
    if (event.key === 't' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) setAsTable((is) => !is);
  };
  const TwinIcon = asTable ? IconChartLine : IconTable;
  const actions = (
    <div className={css.actions}>
      <Button
        variant="subtle" color="gray" size="compact-xs" leftSection={<TwinIcon size={16} aria-hidden />} onClick={() => setAsTable(!asTable)}
        aria-keyshortcuts="t" aria-label={`${asTable ? 'Chart' : 'Table'}: ${title}`}
      >
        {asTable ? 'Chart' : 'Table'}
      </Button>
      {csv && (
        <Button component="a" href={csv} download variant="subtle" color="gray" size="compact-xs" leftSection={<IconDownload size={16} aria-hidden />} aria-label={`CSV: ${title}`}>
          CSV
        </Button>
      )}
    </div>
  );
  return (
    <div onKeyDown={onKeyDown}>
      <Section title={title} actions={actions}>
        {controls}
        {asTable ? table : <Suspense fallback={<Late><CardSkeleton height={240} /></Late>}>{chart}</Suspense>}
        {note && <p className={css.note}>{note}</p>}
        {foot}
      </Section>
    </div>
  );
}

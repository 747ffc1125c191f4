import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { readModelHealth } from '#contracts';
import type { Model } from '#contracts';
import { useRead } from '../../api.ts';
import { DataTable } from '../../charts/data-table.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { CardSkeleton } from '../../parts/skeletons.tsx';
import { healthColumns, type Window } from './health-columns.tsx';
import css from './health.module.css';
import { words } from './strings.ts';

const readAgainMs = 10_000;
const choices = (['quarter', 'day'] as const).map((value) => ({ value, label: words.windows[value] }));

/** What was asked of each language model lately, and how it ended. */
export function ModelsHealth({ models }: { models: readonly Model[] }): ReactNode {
  const [window, setWindow] = useState<Window>('quarter');
  const reading = useRead(readModelHealth, {}, { refetchInterval: readAgainMs });
  return (
    <Section title={words.title}>
      <div className={css.head}>
        <p className={css.note}>{words.what}</p>
        <SegmentedControl aria-label={words.windowLabel} size="xs" data={choices} value={window} onChange={(value) => setWindow(value === 'day' ? 'day' : 'quarter')} />
      </div>
      <Loaded reading={reading} skeleton={<CardSkeleton height={120} />}>
        {({ items }) => {
          const rows = models.flatMap((model) => items.filter(({ modelId }) => modelId === model.id).map((health) => ({ model, health })));
          return <DataTable caption={`${words.title}: ${words.windows[window]}`} rows={rows} keyOf={({ model }) => model.id} columns={healthColumns(window, new Date())} />;
        }}
      </Loaded>
    </Section>
  );
}

import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Overview } from '#contracts';
import { DataTable } from '../charts/data-table.tsx';
import { ToldValue } from '../charts/told-value.tsx';
import { VariantName } from '../charts/variant-name.tsx';
import { count, tellCost, tellShare } from '../format.ts';
import { CostHeading } from '../parts/cost-heading.tsx';
import { Section } from '../parts/page-frame.tsx';
import { looksOf } from '../variant-look.ts';
import { useExperiments } from './data.ts';
import { groupNotes } from './group-notes.ts';
import { words } from './strings.ts';
import { csvOf } from './use-filters.ts';
import type { Range } from './use-filters.ts';

const text = words.variants;

export function VariantTable({ overview, range }: { overview: Overview; range: Range }): ReactNode {
  const looks = looksOf(overview.groups.map(({ group }) => group));
  const notes = groupNotes(overview.groups.map(({ group }) => group), useExperiments().data?.items ?? []);
  const rows = overview.groups.map((row, at) => ({ ...row, note: notes[at], look: looks[at] as (typeof looks)[number] }));
  const csv = (
    <Button
      component="a" href={csvOf('conversations', range)} download variant="subtle" color="gray" size="compact-xs" aria-label={`CSV: ${text.title}`}
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      CSV
    </Button>
  );
  return (
    <Section title={text.title} actions={csv}>
      <DataTable
        caption={text.title} rows={rows} keyOf={({ group }) => group.variantId ?? group.name}
        columns={[
          { head: words.satisfaction.variant, cell: ({ group, look, note }) => <VariantName look={look} name={group.name} isControl={group.isControl} note={note} /> },
          { head: text.conversations, numeric: true, cell: ({ figures }) => count(figures.conversations) },
          { head: text.resolved, cell: ({ figures }) => <ToldValue told={tellShare(figures.resolvedAlone, '')} /> },
          { head: text.handOvers, cell: ({ figures }) => <ToldValue told={tellShare(figures.handOvers, '')} /> },
          { head: text.failures, cell: ({ figures }) => <ToldValue told={tellShare(figures.failures, 'answers')} /> },
          {
            head: <CostHeading>{text.perThousand}</CostHeading>,
            cell: ({ figures }) => <ToldValue told={tellCost(figures.costPerConversationMicroUsd, figures.costMicroUsd)} />,
          },
        ]}
      />
    </Section>
  );
}

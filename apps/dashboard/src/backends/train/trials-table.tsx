import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { listTrials, type TrainingTrial } from '#contracts';
import { useRead } from '../../api.ts';
import { DataTable, type Column } from '../../charts/data-table.tsx';
import { count, percent, points } from '../../format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { CardSkeleton } from '../../parts/skeletons.tsx';
import { useMay } from '../../session.tsx';
import css from '../backends.module.css';
import { recipeText, usualOf } from './recipe-text.ts';
import { words } from './strings.ts';

const text = words.trials;
const FOLLOW_MS = 3_000;
const bare = (share: number): string => (share * 100).toFixed(1);

function columnsOf(trials: readonly TrainingTrial[]): Column<TrainingTrial>[] {
  const standard = trials.find(({ number }) => number === 0);
  const usual = usualOf(trials.filter(({ number }) => number !== 0).map(({ recipe }) => recipe));
  return [
    { head: text.trial, cell: ({ number }) => (number === 0 ? text.standard : number) },
    { head: text.recognised, numeric: true, cell: ({ accuracy, standardError }) => text.withError(percent(accuracy), bare(standardError)) },
    { head: text.gain, numeric: true, cell: ({ number, gain, gainError }) => (number === 0 ? '' : text.withError(points(gain), bare(gainError))) },
    { head: text.asked, numeric: true, cell: ({ questions, folds }) => text.partsOf(count(questions), folds) },
    { head: text.cpu, numeric: true, cell: ({ cpuSeconds }) => text.seconds(cpuSeconds.toFixed(1)) },
    { head: text.state, cell: ({ state }) => text.states[state] },
    { head: text.recipe, cell: ({ number, recipe }) => <span className={css.wide}>{number === 0 || !standard ? '' : recipeText(recipe, standard.recipe, usual) || text.none}</span> },
  ];
}

/** The recipes that a search tried, best first; it grows while the search goes on. */
export function TrialsTable({ runId, underWay }: { runId: string; underWay: boolean }): ReactNode {
  const reading = useRead(listTrials, { id: runId }, { refetchInterval: underWay ? FOLLOW_MS : false });
  const mayExport = useMay('export:read');
  const csv = mayExport && (reading.data?.items.length ?? 0) > 0 && (
    <Button
      component="a" href={`/v1/training-runs/${runId}/trials.csv`} download variant="subtle" color="gray" size="compact-xs" leftSection={<IconDownload size={16} aria-hidden />}
      aria-label={`${text.csv}: ${text.title}`}
    >
      {text.csv}
    </Button>
  );
  return (
    <Section title={text.title} actions={csv}>
      <p className={css.note}>{text.note}</p>
      <Loaded reading={reading} skeleton={<CardSkeleton height={160} />}>
        {({ items }) => items.length === 0 ? <p className={css.note} role="status">{text.noneYet}</p> : <DataTable caption={text.title} rows={items} keyOf={({ number }) => String(number)} columns={columnsOf(items)} />}
      </Loaded>
    </Section>
  );
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { OptimizerCandidate, OptimizerRun } from '#contracts';
import { DataTable, type Column } from '../../charts/data-table.tsx';
import { count, percent, points } from '../../format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import css from '../backends.module.css';
import { CandidateChange } from './candidate-change.tsx';
import { useCandidates } from './data.ts';
import { words } from './strings.ts';
import own from './optimizer.module.css';

const text = words.table;
/** What a thousandth would not show is no change. */
const gainOf = (gain: number): string => (Math.abs(gain) < 0.0005 ? text.noChange : points(gain));

function columnsOf(start: OptimizerCandidate, shown: number, show: (number: number) => void): Column<OptimizerCandidate>[] {
  const { columns } = text;
  const none = <span className={css.soft}>{text.none}</span>;
  return [
    { head: columns.prompt, cell: ({ number, step }) => <span className={own.name}><span className={number === shown ? own.chosen : undefined}>{text.name(number)}</span> <span className={own.how}>{words.made[step]}</span></span> },
    { head: columns.score, numeric: true, cell: ({ score }) => percent(score) },
    { head: columns.gain, numeric: true, cell: ({ number, score }) => (number === 0 ? none : gainOf(score - start.score)) },
    { head: columns.cases, numeric: true, cell: ({ number, better, worse }) => (number === 0 ? none : text.cases(count(better), count(worse))) },
    { head: columns.front, cell: ({ onFront }) => (onFront ? text.onFront : <span className={css.soft}>{text.off}</span>) },
    { head: columns.wins, numeric: true, cell: ({ wins, onFront }) => (onFront ? text.wins(count(wins)) : none) },
    { head: columns.from, cell: ({ parents }) => (parents.length === 0 ? none : parents.map(text.name).join(', ')) },
    {
      head: columns.look,
      cell: ({ number }) => number !== 0 && <Button variant="subtle" size="compact-xs" aria-pressed={number === shown} aria-label={text.lookAt(text.name(number))} onClick={() => show(number)}>{text.look}</Button>,
    },
  ];
}

/** The prompts that were compared, best first, and what one of them changes; the best one until another is chosen. */
export function Candidates({ run, may }: { run: OptimizerRun; may: boolean }): ReactNode {
  const reading = useCandidates(run);
  const [chosen, setChosen] = useState<number | null>(null);
  return (
    <Loaded reading={reading} skeleton={<RowsSkeleton rows={4} />}>
      {({ items }) => {
        const start = items.find(({ number }) => number === 0);
        const shown = items.find(({ number }) => number === (chosen ?? run.best?.number ?? 0));
        if (!start) return null;
        return (
          <>
            <Section title={text.title}>
              <p className={css.note}>{text.note}</p>
              <DataTable caption={text.title} rows={items} keyOf={({ number }) => String(number)} columns={columnsOf(start, shown?.number ?? 0, setChosen)} />
            </Section>
            {shown && shown.number !== 0 && <CandidateChange run={run} start={start} candidate={shown} may={may} />}
          </>
        );
      }}
    </Loaded>
  );
}

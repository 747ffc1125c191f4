import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { EvaluationJudge, EvaluationWins } from '#contracts';
import { DataTable, type Column } from '../../charts/data-table.tsx';
import { count, percent } from '../../format.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import backends from '../backends.module.css';
import { useWins } from './data.ts';
import { words } from './strings.ts';
import css from './evaluations.module.css';

const text = words.page;

interface Row extends EvaluationWins {
  by: 'model' | 'people';
}

const interval = (low: number, high: number): string => `${(low * 100).toFixed(0)} to ${(high * 100).toFixed(0)}`;
const share = (of: EvaluationWins['decided']): ReactNode => (of === null ? <span className={backends.soft}>{text.noWins}</span> : <>{percent(of.value, 0)} <small className={backends.soft}>({interval(of.low, of.high)})</small></>);

const heads = text.winColumns;
const columns: Column<Row>[] = [
  { head: heads.by, cell: ({ by }) => text.by[by] }, { head: heads.comparisons, numeric: true, cell: ({ comparisons }) => count(comparisons) },
  { head: heads.candidate, numeric: true, cell: ({ candidate }) => count(candidate) }, { head: heads.baseline, numeric: true, cell: ({ baseline }) => count(baseline) },
  { head: heads.ties, numeric: true, cell: ({ ties }) => count(ties) }, { head: heads.bothBad, numeric: true, cell: ({ bothBad }) => count(bothBad) },
  { head: heads.decided, numeric: true, cell: ({ decided }) => share(decided) }, { head: heads.equal, numeric: true, cell: ({ lengthControlled }) => share(lengthControlled) },
  { head: heads.length, numeric: true, cell: ({ lengthRatio }) => (lengthRatio === null ? '' : text.longer(lengthRatio.toFixed(1))) },
];

/** Who preferred which answers, with and without regard to length, and whether judge and people agree. */
export function WinsPanel({ id, done, judge }: { id: string; done: number; judge: EvaluationJudge['kind'] }): ReactNode {
  const reading = useWins(id);
  const { refetch } = reading;
  useEffect(() => void refetch(), [done, refetch]);
  return (
    <Section title={text.wins}>
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={2} />}>
        {({ model, people, agreement }) => (model.comparisons + people.comparisons === 0 ? <p className={backends.note}>{text.nobodyYet[judge]}</p> : (
          <>
            <DataTable caption={text.wins} rows={[{ by: 'model' as const, ...model }, { by: 'people' as const, ...people }].filter(({ comparisons }) => comparisons > 0)} keyOf={({ by }) => by} columns={columns} />
            {agreement && <p className={`${backends.told} ${css.below}`}>{text.agreement(count(agreement.same), count(agreement.cases), percent(agreement.same / agreement.cases, 0), interval(agreement.low, agreement.high))}</p>}
            {model.comparisons > 0 && <p className={`${backends.note} ${css.below}`}>{text.swapped}</p>}
          </>
        ))}
      </Loaded>
    </Section>
  );
}

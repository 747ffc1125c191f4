import type { ReactNode } from 'react';
import type { Model, ModelHealth, Quantile } from '#contracts';
import type { Column } from '../../charts/data-table.tsx';
import { ago, count, duration, percent } from '../../format.ts';
import { modelFailures } from '../../model-failures.ts';
import { Explained } from '../../parts/explained.tsx';
import table from '../backends.module.css';
import { Course } from './course.tsx';
import css from './health.module.css';
import { words } from './strings.ts';

export interface Row {
  model: Model;
  health: ModelHealth;
}
export type Window = 'quarter' | 'day';

const signs = { closed: 'good', half_open: 'busy', open: 'bad' } as const;
const Soft = ({ children }: { children: ReactNode }): ReactNode => <span className={css.soft}>{children}</span>;

function State({ health: { breaker, running, waiting } }: Row): ReactNode {
  return (
    <span className={css.cell}>
      <Explained meaning={words.breakerMeaning[breaker]}><span className={table.state} data-on={signs[breaker]}>{words.breaker[breaker]}</span></Explained>
      {running + waiting > 0 && <small>{words.places(running, waiting)}</small>}
    </span>
  );
}

function Failed({ window: { answered, failed, failures } }: { window: ModelHealth['day'] }): ReactNode {
  if (failed === 0) return <Soft>{words.none}</Soft>;
  return (
    <span className={css.cell}>
      <span className={css.bad}>{count(failed)} <span className={css.soft}>({percent(failed / (failed + answered), 0)})</span></span>
      {failures.slice(0, 3).map(({ code, calls }) => <small key={code}>{words.failures(modelFailures[code].short, count(calls))}</small>)}
    </span>
  );
}

const tell = (quantile: Quantile, { value, censored }: typeof words.median | typeof words.p95): string => {
  switch (quantile.kind) {
    case 'value': return value(duration(quantile.ms));
    case 'censored': return censored;
    case 'too-few': return words.tooFew(quantile.have, quantile.need);
  }
};

/** The median, and below it what nearly all keep. */
function Times({ p50, p95 }: { p50: Quantile; p95: Quantile }): ReactNode {
  if (p50.kind === 'too-few') return <Soft>{tell(p50, words.median)}</Soft>;
  return <span className={css.cell}><span>{tell(p50, words.median)}</span><small>{tell(p95, words.p95)}</small></span>;
}

function Calls({ window: { calls, cancelled, triedAgain } }: { window: ModelHealth['day'] }): ReactNode {
  if (calls === 0) return <Soft>{words.quiet}</Soft>;
  return <span className={css.cell}><span>{count(calls)}</span>{cancelled > 0 && <small>{words.cancelled(count(cancelled))}</small>}{triedAgain > 0 && <small>{words.again(count(triedAgain))}</small>}</span>;
}

function Last({ health: { lastFailure }, now }: Row & { now: Date }): ReactNode {
  if (lastFailure === null) return <Soft>{words.none}</Soft>;
  return <span className={css.cell}><span>{modelFailures[lastFailure.code].short}</span><small><time dateTime={lastFailure.at}>{ago(lastFailure.at, now)}</time></small></span>;
}

/** @param which of the two times the numbers are of */
export function healthColumns(which: Window, now: Date): Column<Row>[] {
  const { columns } = words;
  return [
    { head: columns.model, cell: ({ model: { key } }) => <span className={css.model} title={key}>{key}</span> },
    { head: columns.state, cell: (row) => <State {...row} /> },
    { head: columns.calls, numeric: true, cell: ({ health }) => <Calls window={health[which]} /> },
    { head: columns.failed, numeric: true, cell: ({ health }) => <Failed window={health[which]} /> },
    { head: columns.firstWords, numeric: true, cell: ({ health }) => <Times p50={health[which].firstTokenP50} p95={health[which].firstTokenP95} /> },
    { head: columns.whole, numeric: true, cell: ({ health }) => <Times p50={health[which].totalP50} p95={health[which].totalP95} /> },
    { head: columns.course, cell: ({ health }) => <Course halfHours={health.halfHours} /> },
    { head: columns.last, cell: (row) => <Last {...row} now={now} /> },
  ];
}

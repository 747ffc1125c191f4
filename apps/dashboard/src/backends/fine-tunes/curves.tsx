import { lazy } from 'react';
import type { ReactNode } from 'react';
import type { FineTuneCheckpoint, FineTuneDetail, FineTunePoint } from '#contracts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { DataTable } from '../../charts/data-table.tsx';
import { count, instant, percent } from '../../format.ts';
import { Section } from '../../parts/page-frame.tsx';
import { useMay, useSession } from '../../session.tsx';
import backends from '../backends.module.css';
import { plainLook, secondLook, shareTick, type XyLine } from '../xy-line.ts';
import { MakeVersion } from './make-version.tsx';
import { words } from './strings.ts';

const XyChart = lazy(() => import('../xy-chart.tsx'));
const text = words.curve;

type Measure = Exclude<keyof FineTunePoint, 'step'>;
const lossOf = (value: number): string => value.toFixed(3);

function lineOf(curve: readonly FineTunePoint[], measure: Measure, name: string, look: XyLine['look'], told: (value: number) => string): XyLine[] {
  const points = curve.flatMap(({ step, [measure]: y }) => (y === null ? [] : [{ x: step, y, told: told(y) }]));
  // Hundreds of marks would hide the line.
  return points.length === 0 ? [] : [{ id: measure, name, look, points, ...(points.length > 40 ? { drawn: 'line' as const } : {}) }];
}

interface Pair {
  title: string;
  note: string;
  measures: readonly [train: Measure, validation: Measure];
  told: (value: number) => string;
  tick: (value: number) => string;
  curve: readonly FineTunePoint[];
  yDomain: [number | 'auto', number | 'auto'];
}

/** What it learns from and what it does not see, on one axis. */
function PairChart({ title, note, measures: [train, validation], told, tick, curve, yDomain }: Pair): ReactNode {
  const lines = [...lineOf(curve, train, text.train, plainLook, told), ...lineOf(curve, validation, text.validation, secondLook, told)];
  if (lines.length === 0) return null;
  const cell = (value: number | null): string => (value === null ? words.list.none : told(value));
  const table = (
    <DataTable
      caption={title} rows={curve} keyOf={({ step }) => String(step)}
      columns={[
        { head: text.step, cell: ({ step }) => count(step) }, { head: text.train, numeric: true, cell: (point) => cell(point[train]) }, { head: text.validation, numeric: true, cell: (point) => cell(point[validation]) },
      ]}
    />
  );
  return <ChartFrame title={title} note={note} table={table} chart={<XyChart title={title} lines={lines} xName={text.step} xFormat={count} wholeX xDomain={['dataMin', 'dataMax']} yFormat={tick} yDomain={yDomain} />} />;
}

/** Loss and tokens foreseen per step, as far as the provider tells them. */
export function Curves({ curve }: Pick<FineTuneDetail, 'curve'>): ReactNode {
  if (curve.length < 2) return null;
  return (
    <div className={backends.charts}>
      <PairChart title={text.loss} note={text.lossNote} measures={['trainLoss', 'validationLoss']} told={lossOf} tick={(value) => Number(value.toFixed(2)).toString()} curve={curve} yDomain={[0, 'auto']} />
      <PairChart title={text.accuracy} note={text.accuracyNote} measures={['trainAccuracy', 'validationAccuracy']} told={percent} tick={shareTick} curve={curve} yDomain={[0, 1]} />
    </div>
  );
}

/** The model on its way, and versions of it as it was then. */
export function Checkpoints({ job: { id, checkpoints } }: { job: Pick<FineTuneDetail, 'id' | 'checkpoints'> }): ReactNode {
  const may = useMay('models:write');
  const { timeZone } = useSession().workspace;
  const { title, note, columns } = words.checkpoints;
  if (checkpoints.length === 0) return null;
  const loss = (value: number | null): string => (value === null ? words.list.none : lossOf(value));
  return (
    <Section title={title}>
      <p className={backends.note}>{note}</p>
      <DataTable
        caption={title} rows={checkpoints} keyOf={({ step, model }) => `${step} ${model}`}
        columns={[
          { head: columns.step, cell: ({ step }) => count(step) }, { head: columns.model, cell: ({ model }) => <code className={backends.clip} title={model}>{model}</code> },
          { head: columns.train, numeric: true, cell: ({ trainLoss }) => loss(trainLoss) }, { head: columns.validation, numeric: true, cell: ({ validationLoss }) => loss(validationLoss) },
          { head: columns.at, numeric: true, cell: ({ at }) => instant(at, timeZone) },
          ...(may ? [{ head: columns.make, cell: ({ step, model }: FineTuneCheckpoint) => model !== '' && <MakeVersion id={id} checkpoint={{ model, step: count(step) }} /> }] : []),
        ]}
      />
    </Section>
  );
}
